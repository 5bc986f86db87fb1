using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class LocationRulesTests
{
    private const string Ca = "-----BEGIN CERTIFICATE-----\\nMAMCAQE=\\n-----END CERTIFICATE-----";
    private const string Docker = "compose: {hosts: [{name: nas-1, address: nas-1.dirtbikechina.com}]}";

    [Theory]
    [InlineData("longhorn")]
    [InlineData("etcd")]
    [InlineData("longhorn/velero")]
    [InlineData("")]
    public void RefusesAFolderOfAnotherReader(string folder) => RefusedAmongOthers(
        $"backup: {{velero: {{locations: [{{name: default, s3: {{folder: '{folder}'}}}}]}}}}",
        $"the folder '{folder}' of Velero's location 'default' is also that of");

    [Fact]
    public void RefusesAFolderOfAnotherCluster() => Assert.Contains(
        "storage.backupTarget.folder: the folder 'dev/longhorn' of Longhorn is also that of Longhorn of the stack 'dev': 'dev/longhorn'",
        string.Join('\n', Load("prod", overrides: "storage: {backupTarget: {folder: dev/longhorn}}", withOthers: true).Problems),
        StringComparison.Ordinal);

    [Fact]
    public void AcceptsFoldersBesideEachOther() =>
        Accepted("backup: {velero: {locations: [{name: default, s3: {folder: longhorn-2}}]}}");

    [Theory]
    [InlineData(
        "endpoint: minio.lan:9000",
        "'minio.lan' is a host of a private network, and the network policies of 'infra' allow the internet only")]
    [InlineData("endpoint: 'http://nas'", "'nas' is a host of a private network")]
    [InlineData("endpoint: s3.home.arpa", "'s3.home.arpa' is a host of a private network")]
    [InlineData("endpoint: 10.43.0.7", "10.43.0.7/32 is in the cluster's own ranges")]
    [InlineData("endpoint: 10.42.3.7", "10.42.3.7/32 is in the cluster's own ranges")]
    [InlineData("endpoint: minio.lan, addresses: [10.43.0.7/32]", "location.addresses: 10.43.0.7/32 is in")]
    [InlineData("endpoint: localhost:9000", "'localhost:9000' is each pod itself")]
    [InlineData("endpoint: 169.254.169.254", "'169.254.169.254' is an address of one link, like that of a cloud's metadata; write")]
    [InlineData("endpoint: 'http://0.0.0.0:9000'", "'http://0.0.0.0:9000' is the address of no host")]
    [InlineData("endpoint: 255.255.255.255", "'255.255.255.255' is an address of a group, or a reserved one")]
    [InlineData("endpoint: s3.localhost", "'s3.localhost' is each pod itself")]
    [InlineData("endpoint: minio.lan, addresses: [169.254.0.0/16]", "location.addresses: 169.254.0.0/16 is an address of one link")]
    [InlineData("endpoint: 127.0.0.1", "'127.0.0.1' is each pod itself")]
    [InlineData($"endpoint: 'http://10.0.0.5', ca: \"{Ca}\"", "no certificate is shown at http://10.0.0.5, which is not encrypted")]
    [Pitfall("backups-private-bucket")]
    public void RefusesAnArchiveThatThePoliciesWouldBlock(string settings, string says) =>
        Refused($"databases: {{postgres: [{{name: postgres, archive: {{location: {{{settings}}}}}}}]}}", says);

    [Theory]
    [InlineData("endpoint: minio.lan:9000, addresses: [192.168.1.10/32]")]
    [InlineData("endpoint: 192.168.1.10:9000")]
    [InlineData("endpoint: 'http://minio.storage.svc:9000'")]
    [InlineData("endpoint: 'http://minio.storage.svc.cluster.local:9000'")]
    [InlineData("endpoint: 'http://nas-1:9000'")]
    [InlineData("endpoint: 'http://nas-1.dirtbikechina.com:9000'")]
    [InlineData("endpoint: 'http://worker-1:9000'")]
    [InlineData("endpoint: 'https://s3.eu-central-003.backblazeb2.com'")]
    [InlineData("endpoint: lan.example.org")]
    [InlineData($"endpoint: 192.168.1.10:9000, ca: \"{Ca}\"")]
    public void AcceptsAnArchiveWhoseAddressIsKnown(string settings) =>
        Accepted($"{{{Docker}, databases: {{postgres: [{{name: postgres, archive: {{location: {{{settings}}}}}}}]}}}}");

    [Fact]
    public void MessageDoesNotRepeatWhatMayBeAKey() => RefusedAmongOthers(
        "storage: {backupTarget: {ca: \"-----BEGIN PRIVATE KEY-----\\nMAMCAQE=\"}}",
        "storage.backupTarget.ca: the text is not a certificate in PEM; write the certificate of the authority");

    [Fact]
    public void AcceptsAPrivateNameWhereNoPolicyBlocksIt()
    {
        Accepted("storage: {backupTarget: {endpoint: 'http://nas.lan:9000'}}");
        Accepted("cluster: {k3s: {etcdSnapshots: {s3: {endpoint: nas.lan}}}}");
        Accepted(
            "{namespaces: [{name: infra, defaultDeny: false}], "
            + "databases: {postgres: [{name: postgres, archive: {location: {endpoint: minio.lan}}}]}}");
    }

    [Theory]
    [InlineData(
        "storage: {backupTarget: {endpoint: 10.43.0.7}}",
        "storage.backupTarget.endpoint: 10.43.0.7/32 is in the cluster's own ranges")]
    [InlineData(
        "cluster: {k3s: {etcdSnapshots: {s3: {endpoint: 'http://minio.storage.svc'}}}}",
        "etcdSnapshots.s3.endpoint: 'http://minio.storage.svc' is a name of the cluster")]
    [InlineData(
        "backup: {velero: {locations: [{name: default, s3: {endpoint: localhost}}]}}",
        "s3.endpoint: 'localhost' is each pod itself")]
    public void ChecksEveryPlaceOfBackups(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData("endpoint: nas.lan:22", "'nas.lan' is a host of a private network")]
    [InlineData("endpoint: 10.43.1.1", "10.43.1.1/32 is in the cluster's own ranges")]
    [InlineData("addresses: [192.168.1.10/32]", "nothing reads them without the host that they are of")]
    [Pitfall("backups-private-bucket")]
    public void ChecksTheDestinationOfADump(string settings, string says) =>
        Refused($"databases: {{dumps: [{{name: mysql-backup-offsite, {settings}}}]}}", says);

    [Fact]
    public void DestinationOfADumpOutsideTheClusterIsNotChecked()
    {
        var system = Spec();
        var dumps = system.Databases.Dumps.Select(dump => dump with { Endpoint = ServiceEndpoint.Parse("nas.lan:22") }).ToArray();
        var outside = system.Databases.Mysql.Select(server => server with { RunsOn = Placement.Compose }).ToArray();
        SystemSpec With(MySqlSpec[] servers) =>
            system with { Databases = system.Databases with { Mysql = servers, Dumps = [.. dumps.Where(dump => dump.Server == "mysql")] } };

        Assert.Single(RuleRun.Problems(LocationRules.Check, With([.. system.Databases.Mysql])));
        Assert.Empty(RuleRun.Problems(LocationRules.Check, With(outside)));
    }
}
