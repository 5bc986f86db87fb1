using System.Reflection;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Infra.Model;
using Infra.Model.Documentation;
using Infra.Model.Loading;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Constraints;

public sealed class ConstraintTests
{
    private const string Begin = "-----BEGIN CERTIFICATE-----\n";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>Accepted texts and refused ones, by the attribute without its suffix.</summary>
    private static readonly Dictionary<string, (string[] Accepted, string[] Refused)> Texts = new()
    {
        ["ObjectName"] = (["a", "web-1", "1a"], ["", "A", "a_b", "-a", "a-", "a.b", "a/../b", "a\nb", new string('a', 64)]),
        ["ServiceName"] = (["a", "web-1"], ["", "1a", "A", "a_b", "-a", "a-", "a.b", new string('a', 64)]),
        ["EntryName"] = (["a", "Web_1.x", "1a"], ["", "_a", "a-", "a b", "../x", "a/b"]),
        ["NamespaceName"] = (["apps", "kubernetes"], ["default", "kube-system", "Apps", ""]),
        ["GroupName"] = (["ops", "system:masters", "Operators of K3s"], ["", " ", "system:authenticated", "system:unauthenticated"]),
        ["ServiceAccountName"] = (["ci"], ["default", "C I"]),
        ["PortName"] = (["http", "h2-c"], ["123", "a--b", "HTTP", "a-name-too-long-for-it"]),
        ["DnsName"] = (
            ["example.org", "xn--bcher-kva.example", "a"],
            ["Example.org", "a..b", "a_b", "-a.org", $"{new string('a', 64)}.org"]),
        ["HostAddress"] = (
            ["nappy.lan", "10.0.0.1", "x1"],
            ["ops@nappy.lan", "nappy.lan:22", "10.0.0", "10.0.0.256", "Nappy", "https://a"]),
        ["RegistryName"] = (
            ["docker.io", "harbor:5000", "10.0.0.1:65535", "*"],
            ["https://s3.example.org", "a/b", "", "a:b", "a:65536", "a:0", "*.example.org", "**"]),
        ["PathPrefix"] = (
            ["/", "/a/b", "/wiki/日本語", "/.well-known/x", "/a%20b/", "/..a"],
            ["shop", "/a b", "/a`b", "", "/x/../y", "/x/..", "/./x", "//", "/a//b", "/x?y=z", "/x#f"]),
        ["DataFolder"] = (
            ["/var/lib/longhorn", "/mnt/data", "/data", "/srv/etc", "/etcd", "/var/lib/rancher2"],
            [
                "/", "data", "/etc", "/etc/longhorn", "/usr/local", "/var", "/var/lib", "/var/lib/rancher/k3s", "/tmp/x", "/a/../b",
                "/home",
            ]),
        ["HetznerServerType"] = (["cx33", "ccx13", "cpx11", "gx11-80gb"], ["", "CX33", "33", "cx", "cx 33", "cx33/../x"]),
        ["HeaderName"] = (["X-Auth-Request-User", "Via"], ["", "X_User", "X-User-", "-X", "X User", "X-User:", "X|Y"]),
        ["HostLabel"] = (["@", "www", "a.b", "*", "*.dev"], ["**", "a.*", "*a", "WWW", "a/b", ""]),
        ["VariableName"] = (["PATH", "_x", "a.b-c", "-a", ".x"], ["1A", "A B", "", "A=B", ".", "..", "..a"]),
        ["FileOwner"] = (["0:0", "1000:33"], ["root:root", "1000", "1000:", "01:1", "1:2:3", "-1:0", ""]),
        ["DataSource"] = (
            ["postgres", "infra/mysql", "pocketbase_data", "/var/discourse/shared/standalone", "/srv/.data"],
            ["", "/", "a/b/c", "../x", "/a/../b", "/a/./b", "/a b", "/a/", "a;b", "/$(x)", "-a", "a/"]),
        ["UserName"] = (["root", "_svc", "ops-1"], ["Root", "-ops", "ops;true", ""]),
        ["ConfigKey"] = (["hcloud:token"], ["token", "a b:c", ":x", "a:b;c", "a:$(x)", "a:'b'"]),
        ["Email"] = (
            ["ops@dirtbikechina.com", "o'brien+ops@xn--bcher-kva.example.com", "a@example.org.uk"],
            ["nobody", "a@b", "a b@c.d", "@b.c", "ops@example.org", "ops@example.com", "ops@mail.example", "a@localhost.test"]),
        ["LabelKey"] = (
            ["node.role", "example.org/role", "node-role.kubernetes.io/control-plane"],
            ["bad key!", "", "/x", "a/b/c", "Example.org/x", new string('a', 64)]),
        ["LabelValue"] = (["", "true", "a_b.c"], ["x y", "-a", new string('a', 64)]),
        ["LabelSelector"] = (["node.role=database", "storage"], ["a=b=c", "a b"]),
        ["Sha256"] = ([new string('a', 64)], ["abc", new string('A', 64), new string('g', 64)]),
        ["ImageDigest"] = ([$"sha256:{new string('0', 64)}"], [new string('0', 64), "sha256:1"]),
        ["AbsolutePath"] = (["/var/lib/longhorn", "/data"], ["/", "data", "/data/", "/a b", "/a/../b", "/a:b"]),
        ["DevicePath"] = (["/dev/disk/by-id/nvme-1"], ["/dev/", "sda", "/mnt/x"]),
        ["ComposeProjectName"] = (["arr", "a_b-1"], ["Arr", "-arr", "a.b"]),
        ["ArchivePath"] = (["build/app.tar", "a.tar.gz", "a.tgz"], ["/srv/a.tar", "a.zip", "C:a.tar"]),
        ["FolderName"] = (["", "a/b", "pg"], ["/a", "a/../b", "..", "a//b", "a b"]),
        ["UrlPath"] = (["/", "/a/b?c"], ["shop", "/a b", "/a`b", "/a#b", ""]),
        ["Url"] = (
            ["https://example.org/x?y=%20", "http://mirror.lan:8080", "file:///srv", "http://[2001:db8::1]:80/"],
            ["example.org", "ftp://a", "https://a b", "https://", "https://:443", "https://a:99999", "https://a:0/", "https://user:p@a/"]),
        ["HttpUrl"] = (["https://example.org/x", "http://mirror.lan:5000"], ["file:///srv", "mirror.lan", "https://a:65536"]),
        ["ChartRepository"] = (
            ["https://charts.example.org", "oci://ghcr.io/x"],
            ["charts.example.org", "https://", "oci:///x", "oci://a:70000/x"]),
        ["K3sVersion"] = (["v1.34.6+k3s1"], ["1.34.6", "v1.34+k3s1", "v1.34.6", "v1.34.6-k3s1", "latest", "v99999.1.1+k3s1"]),
        ["LonghornRelease"] = (
            ["1.12.1", "1.11.0"], ["9.9.9", "1.10.2", "1.13.0", "0.12.1", "v1.12.1", "1.12", "1.12.1-rc1", "1.12.99999"]),
        ["PinnedVersion"] = (
            ["1.12.1", "26.7.0-2.3.0", "v1.21.1", "39.0.701+up39.0.7"],
            ["", "^1.2.0", "1.x", ">=1.0", "stable", "1.0 || 2.0", "1", "1.2", "-5", "01.2.3", "0.0.0.0/0"]),
        ["BucketName"] = (
            ["my-bucket.eu", "abc", "a--b", "x-s3"],
            ["Bad Bucket/..", "ab", "a..b", "192.168.1.1", "-ab", "a.-b", "a-.b", "xn--abc", "sthree-a", "a-s3alias", "a--x-s3"]),
        ["Region"] = (["eu-central-1", "auto", "us_1", "a"], ["", "eu central", "-a", "a-"]),
        ["Certificates"] = (
            [$"{Begin}MAMCAQE=\n{End}\n", $"{Begin}MAMC\nAQE=\n{End}\n{Begin}MAA=\n{End}"],
            [
                "", "ca.pem", Begin, $"{Begin}hello world\n{End}", $"{Begin}AAAA\n{End}", $"{Begin}{End}", $"{Begin}MAMCAQE=\n{End}x",
                "-----BEGIN PRIVATE KEY-----\nMAMCAQE=\n-----END PRIVATE KEY-----",
                $"{Begin}MAMCAQE=\n{End}\n-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----",
            ]),
        ["Currency"] = (["EUR"], ["eur", "EURO"]),
        ["Timestamp"] = (
            ["2026-03-01T12:30:00Z", "2026-03-01T20:30:00+08:00"],
            ["yesterday", "2026-03-01T12:30:00", "2026-03-01T25:30:00Z"]),
        ["Day"] = (["2026-03-01", "2028-02-29"], ["", "yesterday", "2026-3-1", "2026-02-30", "2026-03-01T12:30:00Z"]),
        ["GrafanaPlugin"] = (
            ["grafana-clock-panel@2.1.8"],
            ["", "grafana-clock-panel", "grafana-clock-panel@latest", "grafana-clock-panel 2.1.8", "a@1.2.3 b@1.2.3"]),
        ["EntryPrefix"] = (["index_", "loki_index_", "a-b"], ["", "_index", "9", "a/b", "a.b", "a b"]),
        ["DatabaseName"] = (["logto_stage", "app-1"], ["", "a b", "-a", "a;drop"]),
        ["ExtensionName"] = (
            ["pg_trgm", "uuid-ossp", "vector"],
            ["", "pg_trgm; drop table x", "a\"b", "../x", "Hstore", "1a", "a--b", "a-", new string('a', 64)]),
        ["RcloneDestination"] = (["b2:bucket/folder/", "nas:.", "nas:/srv"], ["bucket", ":x", "a:b c", "b2:", "b2:/", "b2://x"]),
        ["AgeRecipient"] = (
            ["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"],
            [
                "AGE-SECRET-KEY-1", "age2x", "age1qqq", "age1abc",
                "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8q",
                "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8",
            ]),
        ["PinnedImage"] = (
            [
                "redis:7.4.1", "localhost/a__b:1", "Registry.example.org:5000/b/c-d:V1_x",
                "a.example:5000/b/c:1@sha256:" + new string('0', 64),
            ],
            [
                "redis", "redis:latest", "re dis:1", "a.example:70000/b:1", "",
                "a:1@sha256:1", "NGINX:1.29", "a//b:1", "a:", "a/:1", "a:1:2", ":1",
                "Bad_Name/../x:1", "a/b:-1", $"a:{new string('1', 129)}", $"{new string('a', 256)}:1",
            ]),
        ["SshHostKey"] = (
            ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh"],
            ["", "ssh-ed25519", "SHA256:abc"]),
    };

    public static TheoryData<string> TextRules() => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(TextRules))]
    public void AcceptsAndRefusesTexts(string rule)
    {
        var (accepted, refused) = Texts[rule];
        Each.Of(accepted, text => Assert.True(Make(rule).Holds(text), text));
        Each.Of(refused, text => Assert.False(Make(rule).Holds(text), text));
    }

    [Fact]
    public void HasExamplesOfEveryTextRule()
    {
        var rules = typeof(ConstraintAttribute)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TextConstraintAttribute)) && !type.IsAbstract);
        Assert.Empty(rules.Select(type => type.Name[..^"Attribute".Length]).Except(Texts.Keys));
    }

    /// <summary>The editor marks nothing as wrong that the loader reads.</summary>
    [Theory]
    [MemberData(nameof(TextRules))]
    public void SchemaAcceptsWhatTheLoaderAccepts(string rule)
    {
        var constraint = Make(rule);
        if (constraint.Pattern is not { } pattern)
        {
            return;
        }

        var schema = new Regex(pattern, RegexOptions.ECMAScript);
        Each.Of(Texts[rule].Accepted, text => Assert.Matches(schema, text));
        var pieces = Gen.Elements(
            "a", "Z", "0", "-", ".", "_", "/", ":", " ", "@", "=", "é", "kube-", "sha256:", "https://", "v1.2.3+k3s1");
        Prop.ForAll(
            pieces.ListOf(5).Select(list => string.Concat(list)).ToArbitrary(),
            text => !constraint.Holds(text) || schema.IsMatch(text)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(
        "cluster: {nodes: [{name: worker-1, labels: {node-role.kubernetes.io/worker: 'true'}}]}",
        "cluster.nodes[worker-1].labels.node-role.kubernetes.io/worker: "
            + "'node-role.kubernetes.io/worker' is not a label; use a key of your own")]
    [InlineData("cluster: {nodes: [{name: worker-1, labels: {'bad key!': a}}]}", "'bad key!' is not a label")]
    [InlineData("cluster: {nodes: [{name: worker-1, labels: {a: 'x y'}}]}", "'x y' is not a label")]
    [InlineData("cluster: {nodes: [{name: worker-1, taints: [{name: 'a b'}]}]}", "'a b' is not a key of a label")]
    [InlineData("apps: [{name: wordpress, ports: [{name: http, servicePort: 99999}]}]", "99999 is not a port")]
    [InlineData("apps: [{name: wordpress, ports: [{name: http, port: -5}]}]", "-5 is not a port")]
    [InlineData("ingress: {traefik: {httpPort: 0}}", "ingress.traefik.httpPort: 0 is not a port")]
    [InlineData("databases: {postgres: [{name: postgres, synchronousReplicas: -1}]}", "-1 is not in range; write a number from 0 to 100")]
    [InlineData("cluster: {k3s: {auditLog: {maxAgeDays: -1}}}", "-1 is not in range")]
    [InlineData(
        "cluster: {k3s: {etcdSnapshots: {s3: {region: '', bucket: abc, accessKey: a, secretKey: b}}}}", "s3.region: '' is not a region")]
    [InlineData(
        "cluster: {k3s: {etcdSnapshots: {s3: {region: r, bucket: 'Bad Bucket/..', accessKey: a, secretKey: b}}}}",
        "'Bad Bucket/..' is not a name of a bucket")]
    [InlineData(
        "cluster: {k3s: {etcdSnapshots: {s3: {endpoint: 's3://x.org', region: r, bucket: abc, accessKey: a, secretKey: b}}}}",
        "'s3://x.org' begins with another scheme")]
    [InlineData(
        "storage: {volumes: [{name: 'Bad_Name/../x', size: 1Gi, class: local-path, owner: wordpress}]}",
        "'Bad_Name/../x' is not a valid name")]
    [InlineData("storage: {classes: [{name: 'Bad_Name/../x', reclaimPolicy: Delete}]}", "'Bad_Name/../x' is not a valid name")]
    [InlineData("secrets: [{name: 'Bad Name/../x', purpose: p}]", "'Bad Name/../x' is not a valid name")]
    [InlineData(
        "cluster: {firewall: {ranges: [{name: 'Bad Name/../x', addresses: [198.18.0.0/24]}]}}", "'Bad Name/../x' is not a valid name")]
    [InlineData("compose: {hosts: [{name: 'Bad_Name/../x', address: a}]}", "'Bad_Name/../x' is not a valid name")]
    [InlineData(
        "backup: {velero: {locations: [{name: 'Bad_Name/../x', s3: {region: r, bucket: abc, accessKey: a, secretKey: b}}]}}",
        "'Bad_Name/../x' is not a valid name")]
    [InlineData("observability: {alerts: [{name: 'Bad Name/../x', signal: cpu, threshold: 1}]}", "'Bad Name/../x' is not a valid name")]
    [InlineData(
        "databases: {postgres: [{name: 'Bad_Name/../x', image: 'a:15', volume: postgres-data}]}", "'Bad_Name/../x' is not a valid name")]
    [InlineData(
        "databases: {postgres: [{name: postgres, databases: [{name: 'a; drop'}]}]}", "'a; drop' is not a name of a database or user")]
    [InlineData(
        "databases: {postgres: [{name: postgres, databases: [{name: discourse, extensions: ['pg_trgm; drop table x']}]}]}",
        "'pg_trgm; drop table x' is not a name of an extension")]
    [InlineData("apps: [{name: wordpress, resources: {limitMemory: 512m}}]", "limitMemory: 512m is not an amount of memory; write whole")]
    [InlineData("apps: [{name: wordpress, resources: {requestMemory: 512}}]", "requestMemory: 512 is not an amount of memory; write whole")]
    [InlineData("apps: [{name: wordpress, resources: {requestCpu: 0.5m}}]", "requestCpu: 0.5m is not an amount of CPU; write cores or")]
    [InlineData("apps: [{name: wordpress, resources: {limitCpu: 500Mi}}]", "limitCpu: 500Mi is not an amount of CPU; write cores or")]
    [InlineData("databases: {postgres: [{name: postgres, walSize: 1Ki}]}", "walSize: 1Ki is not a size of a volume")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, scratch: 0.5}]}", "scratch: 0.5 is not a size of a volume")]
    [InlineData("observability: {loki: {size: 100m}}", "observability.loki.size: 100m is not a size of a volume")]
    [InlineData("storage: {nodeDisks: [{name: worker-1, size: 10}]}", "storage.nodeDisks[worker-1].size: 10 is not a size of a volume")]
    [InlineData(
        "storage: {volumes: [{name: wordpress-files, size: 99.9Mi}]}",
        "99.9Mi is not a size of a volume; write whole bytes, 100Mi or more, like 10Gi")]
    [InlineData(
        "databases: {postgres: [{name: postgres, archive: {keepFor: 1h}}]}",
        "archive.keepFor: 1h is not a number of days; write whole days")]
    [InlineData("databases: {mysql: [{name: mysql, archive: {keepFor: 36h}}]}", "36h is not a number of days")]
    [InlineData("backup: {restoreTests: [{name: restore-prod, timeout: 24855d}]}", "timeout: 24855d is not in range; write a time from 1m")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, timeout: 1s}]}", "timeout: 1s is not in range; write a time from 1m")]
    [InlineData("databases: {postgres: [{name: postgres, failover: 3d}]}", "failover: 3d is not in range; write a time from 1s to 10m")]
    [InlineData("databases: {postgres: [{name: postgres, pooler: {maxClientConnections: 2000000000}}]}", "2000000000 is not in range")]
    [InlineData("databases: {postgres: [{name: postgres, pooler: {instances: 1000}}]}", "pooler.instances: 1000 is not in range")]
    [InlineData(
        "storage: {backupTarget: {accessKey: longhornS3SecretKey}}",
        "storage.backupTarget.secretKey: longhornS3SecretKey is also accessKey; choose another")]
    [InlineData("backup: {velero: {namespace: kube-system}}", "'kube-system' is not a name of a namespace")]
    [InlineData("databases: {dumps: [{name: mysql-backup-offsite, destination: 'b2:'}]}", "'b2:' is not a place rclone knows")]
    [InlineData(
        "databases: {postgres: [{name: 1st, image: 'a:15', volume: postgres-data}]}", "'1st' is not a valid name; write at most 50")]
    [InlineData("databases: {redis: [{name: '0', image: 'redis:8.2.1'}]}", "'0' is not a valid name; write at most 52")]
    [InlineData("namespaces: [{name: default}]", "'default' is not a name of a namespace")]
    [InlineData("cluster: {network: {cidr: 'fd00::/64'}}", "fd00::/64 is not an IPv4 range of that size")]
    [InlineData(
        "cluster: {k3s: {apiServerArgs: ['--feature-gates=X=true']}}", "'--feature-gates=X=true' is not an argument that can be added")]
    [InlineData("cluster: {image: ''}", "cluster.image: '' is not a valid name")]
    [InlineData("databases: {dumps: [{name: postgres-backup-offsite, databases: ['']}]}", "].databases[1]: the text is empty")]
    [InlineData(
        "databases: {dumps: [{name: postgres-backup-offsite, databases: [\"a\\nb\"]}]}",
        "].databases[1]: the text has a line break")]
    [InlineData(
        "security: {roles: [{name: viewer, access: viewer, groups: [ops, 'system:authenticated']}]}",
        "security.roles[viewer].groups[2]: 'system:authenticated' is not a group of users")]
    [InlineData("apps: [{name: wordpress, mounts: [{name: wordpress-files, path: data}]}]", "'data' is not an absolute path")]
    [InlineData("apps: [{name: wordpress, replicas: 2000000000}]", "2000000000 is not in range")]
    public void RefusesWhatItsReaderWouldRefuse(string overrides, string says) => RefusedAmongOthers(overrides, says);

    [Theory]
    [InlineData(
        "cluster: {nodes: [{name: worker-1, labels: {topology.kubernetes.io/zone: nbg1, node.kubernetes.io/pool: a, example.org/x: ''}}]}")]
    [InlineData("description: \"two\\nlines, 'quoted' $text\"")]
    [InlineData("apps: [{name: wordpress, env: [{name: LOCALE, value: 'zh_CN.UTF-8; \"x\"'}]}]")]
    [InlineData("domain: xn--fsqu00a.xn--0zwm56d")]
    [InlineData("storage: {volumes: [{name: wordpress-files, size: 1.5Gi}, {name: pocketbase-data, size: 104857600}]}")]
    [InlineData("databases: {postgres: [{name: postgres, archive: {keepFor: 48h}}]}")]
    public void AcceptsWhatOnlyLooksWrong(string overrides) => Accepted(overrides);

    [Fact]
    public void NamesAndNumbersOfEverySettingKeepARule()
    {
        var free = from type in typeof(SystemSpec).Assembly.GetTypes()
                   where type.IsClass && SettingType.IsRecord(type)
                   from setting in SettingType.Settings(type)
                   where setting.Constraints.Count == 0 && (setting.Key == "name" || setting.ItemType == typeof(int))
                   select $"{type.Name}.{setting.Property.Name}";

        // People read the names of risks and costs; the order of phases may be any number.
        Assert.Equal(
            ["CostItemSpec.Name", "PhaseSpec.Order", "RiskSpec.Name"],
            free.Where(name => !name.StartsWith("StackId", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void DefaultsKeepTheRulesOfTheirSettings()
    {
        var broken = from type in typeof(SystemSpec).Assembly.GetTypes()
                     where type.IsClass && SettingType.IsRecord(type)
                     let record = RecordShape.Of(type).Create()
                     from setting in SettingType.Settings(type)
                     where !setting.IsRequired && !setting.IsList && !setting.IsMap && setting.Get(record) is { } and not ""
                     let value = setting.Get(record)!
                     from rule in setting.Constraints
                     where !rule.Holds(value)
                     select $"{type.Name}.{setting.Property.Name} is {value}";
        Assert.Empty(broken);
    }

    private static ConstraintAttribute Make(string rule)
    {
        var type = typeof(ConstraintAttribute).Assembly.GetType($"Infra.Model.{rule}Attribute")!;
        var constructor = type.GetConstructors()[0];
        return (ConstraintAttribute)constructor.Invoke(
            BindingFlags.OptionalParamBinding, null, [.. constructor.GetParameters().Select(_ => Type.Missing)], null);
    }
}
