using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class ClusterRulesTests
{
    private const string Tainted =
        "cluster: {nodes: [{name: worker-1, taints: [{name: x}]}, {name: worker-2, taints: [{name: x}]}]}";

    private static readonly string Sum = new('a', 64);

    [Fact]
    public void RefusesTheNameOfAnotherCluster()
    {
        Assert.Contains(
            "cluster.name: 'community-dev' is also the cluster of the stack 'dev'; choose another name",
            string.Join('\n', Load("prod", overrides: "cluster: {name: community-dev}", withOthers: true).Problems),
            StringComparison.Ordinal);
        Each.Lacks(
            Load("prod", withOthers: true).Problems,
            problem => problem.Wrong.Contains("is also the cluster", StringComparison.Ordinal));
    }

    [Fact]
    public void RefusesAnEvenNumberOfServers() =>
        RefusedAmongOthers(
            "cluster: {nodes: [{name: worker-2, remove: true}]}",
            "the cluster has 2 servers",
            "etcd needs an odd number: 3 servers lose 1 safely, 2 only 0");

    [Theory]
    [InlineData("https://api.example.org")]
    [InlineData("api.example.org:6443")]
    [InlineData("'API server'")]
    public void EndpointOfTheApiIsANameOrAnAddressAlone(string endpoint) =>
        Assert.Contains(
            Errors($"cluster: {{k3s: {{apiEndpoint: {endpoint}}}}}"),
            error => error.Contains("cluster.k3s.apiEndpoint: ", StringComparison.Ordinal));

    [Theory]
    [InlineData("api.example.org")]
    [InlineData("203.0.113.9")]
    public void EndpointOfTheApiIsAccepted(string endpoint) => Accepted($"cluster: {{k3s: {{apiEndpoint: {endpoint}}}}}");

    [Fact]
    public void AcceptsAnAgent() => Accepted("cluster: {nodes: [{name: worker-3, role: agent, privateIp: 10.0.1.40}]}");

    [Fact]
    public void RefusesAClusterWithoutNodes() => RefusedAmongOthers("cluster: {nodes: []}", "the cluster has no nodes", "cluster: {from:");

    [Fact]
    public void ClusterWithoutNodesIsNotCalledTainted()
    {
        Each.Lacks(Errors("cluster: {nodes: []}"), error => error.Contains("every node is tainted", StringComparison.Ordinal));
        Assert.Contains(
            Errors(Tainted), error => error.Contains("cluster.nodes: every node is tainted; leave one", StringComparison.Ordinal));
    }

    [Fact]
    public void RefusesAClusterWithoutSchedulableNodes() =>
        RefusedAmongOthers(Tainted, "every node is tainted");

    [Fact]
    public void PreferenceTaintLeavesANodeSchedulable() =>
        Accepted(
            "cluster: {nodes: [{name: worker-1, taints: [{name: x, effect: PreferNoSchedule}]}, {name: worker-2, taints: [{name: x, " +
            "effect: PreferNoSchedule}]}]}");

    [Fact]
    public void RefusesTwoNodesWithOneAddress() =>
        Refused("cluster: {nodes: [{name: worker-2, privateIp: 10.0.1.12}]}", "the private address '10.0.1.12' is taken");

    [Theory]
    [InlineData("1.34.6")]
    [InlineData("v1.34+k3s1")]
    [InlineData("v1.34.6")]
    [InlineData("v1.34.6-k3s1")]
    [InlineData("v1.34.6+k3s")]
    [InlineData("latest")]
    public void RefusesAnIncompleteK3sVersion(string version) =>
        Refused(
            $"cluster: {{k3s: {{version: {version}}}}}",
            $"'{version}' is not a k3s version",
            "write the release in full, like v1.34.6+k3s1");

    [Fact]
    public void RefusesAnUnknownBundledPart() =>
        Refused(
            "cluster: {k3s: {disable: [servicelb, treafik]}}",
            "cluster.k3s.disable[2]: 'treafik' is not a part that can be left out",
            "known are coredns, local-storage, metrics-server, runtimes, servicelb");

    [Fact]
    public void RefusesToDisableTheBundledTraefik() =>
        Refused("cluster: {k3s: {disable: [servicelb, traefik]}}", "cluster.k3s.disable[2]: 'traefik' is not a part that can be left out");

    [Theory]
    [InlineData("nodeGracePeriod: 7s", "cluster.k3s.nodeGracePeriod: 7s is not in range", "write a time from 8s to 5m")]
    [InlineData("nodeGracePeriod: 301s", "cluster.k3s.nodeGracePeriod: 301s is not in range", "write a time from 8s to 5m")]
    [InlineData(
        "controllerManagerArgs: [node-monitor-grace-period=20s]",
        "is not an argument that can be added",
        "set cluster.k3s.nodeGracePeriod")]
    [InlineData(
        "controllerManagerArgs: [node-monitor-period=5s]", "is not an argument that can be added", "set cluster.k3s.nodeGracePeriod")]
    [InlineData(
        "kubeletArgs: [node-status-update-frequency=10s]", "is not an argument that can be added", "set cluster.k3s.nodeGracePeriod")]
    [InlineData(
        "kubeletArgs: [config=/etc/kubelet.yaml]",
        "cluster.k3s.kubeletArgs[1]: 'config=/etc/kubelet.yaml' is not an argument that can be added",
        "use config-dir=<folder>, which k3s merges over the program's file with the node's heartbeat")]
    [Pitfall("lost-node-arguments")]
    public void RefusesAGracePeriodThatHeartbeatsDoNotFit(string settings, string wrong, string right) =>
        Refused($"cluster: {{k3s: {{{settings}}}}}", wrong, right);

    [Theory]
    [InlineData("nodeGracePeriod: 8s")]
    [InlineData("nodeGracePeriod: 17s")]
    [InlineData("nodeGracePeriod: 5m")]
    [InlineData("kubeletArgs: [config-dir=/etc/kubelet.d]")]
    public void AcceptsAGracePeriodThatIsNoMultipleOfTheHeartbeats(string settings) => Accepted($"cluster: {{k3s: {{{settings}}}}}");

    [Theory]
    [InlineData("kubeletArgs: [node-ip=10.0.0.1]", "cluster.k3s.kubeletArgs[1]: 'node-ip=10.0.0.1' is not", "set privateIp of each node")]
    [InlineData("kubeletArgs: [help]", "is not an argument that can be added", "the component would print a text and end")]
    [InlineData("apiServerArgs: [audit-log-maxage=1]", "is not an argument that can be added", "set cluster.k3s.auditLog")]
    [InlineData("apiServerArgs: [service-node-port-range=1-2]", "is not an argument that can be added", "are for 30000 to 32767")]
    [InlineData("controllerManagerArgs: [node-cidr-mask-size=24]", "is not an argument that can be added", "cluster.k3s.nodePrefix")]
    [InlineData(
        "kubeletArgs: [max-pods=100, max-pods=200]",
        "cluster.k3s.kubeletArgs: 'max-pods' is given twice, and the kubelet uses the last value alone",
        "keep one of them")]
    public void RefusesArgumentsThatAreSetElsewhere(string settings, string wrong, string right) =>
        Refused($"cluster: {{k3s: {{{settings}}}}}", wrong, right);

    [Theory]
    [InlineData(
        "kubeletArgs: [max-pod=200]", "cluster.k3s.kubeletArgs: 'max-pod' is no known argument of the kubelet", "did you mean 'max-pods'?")]
    [InlineData("apiServerArgs: [xyzzy-plugh-frotz=1]", "'xyzzy-plugh-frotz' is no known argument of the API server", "look it up")]
    public void WarnsOfAnArgumentThatTheComponentDoesNotKnow(string settings, string wrong, string right) => Assert.Contains(
        Warnings($"cluster: {{k3s: {{{settings}}}}}"),
        warning => warning.Contains(wrong, StringComparison.Ordinal) && warning.Contains(right, StringComparison.Ordinal));

    [Theory]
    [InlineData("kubeletArgs: [max-pods=200, v=2, reserved-memory=0:memory=1Gi, reserved-memory=1:memory=1Gi]")]
    [InlineData("apiServerArgs: [oidc-issuer-url=https://id.example.org, service-account-issuer=a, service-account-issuer=b]")]
    [InlineData("controllerManagerArgs: [v=5, horizontal-pod-autoscaler-sync-period=10s]")]
    public void AcceptsArgumentsOfTheComponents(string settings)
    {
        Accepted($"cluster: {{k3s: {{{settings}}}}}");
        Assert.DoesNotContain(
            "Args", string.Join('\n', Warnings($"cluster: {{k3s: {{{settings}}}}}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{name: '*', username: me, password: hetznerToken}", "registries[*].username: no account is one of every registry")]
    [InlineData("{name: docker.io}", "registries[docker.io]: neither endpoints nor username is given")]
    [InlineData("{name: 'docker.io:70000', endpoints: ['https://m']}", "'docker.io:70000' is not a registry")]
    public void RefusesARegistryThatHasNoEffect(string registry, string says) =>
        RefusedAmongOthers($"cluster: {{registries: [{registry}]}}", says);

    [Theory]
    [InlineData("{name: '*', endpoints: ['https://mirror.lan:5000']}")]
    [InlineData("{name: docker.io, endpoints: ['https://mirror.lan:5000/v2/hub']}")]
    public void AcceptsMirrors(string registry) => Accepted($"cluster: {{registries: [{registry}]}}");

    [Fact]
    public void RefusedGracePeriodHasFileAndLine() => Refused("cluster:\n  k3s:\n    nodeGracePeriod: 5s\n", "overrides:3");

    [Fact]
    public void RefusesAChecksumOfOtherThan64Digits() =>
        Refused(
            "cluster: {k3s: {artifacts: {binarySha256: {amd64: abc}}}}",
            "cluster.k3s.artifacts.binarySha256.amd64: 'abc' is not a SHA-256 of amd64 or arm64");

    [Fact]
    public void RefusesAChecksumOfAnUnknownArchitecture() =>
        Refused(
            $"cluster: {{k3s: {{artifacts: {{binarySha256: {{x86: '{new string('a', 64)}'}}}}}}}}",
            "cluster.k3s.artifacts.binarySha256.x86: 'x86' is not a SHA-256 of amd64 or arm64");

    [Fact]
    public void RefusesPlainHttpWithoutChecksums() =>
        Refused("cluster: {k3s: {artifacts: {baseUrl: 'http://mirror/k3s'}}}", "is not https and there are no checksums");

    [Fact]
    public void AcceptsPlainHttpWithChecksums() =>
        Accepted($"cluster: {{k3s: {{artifacts: {{baseUrl: 'http://mirror/k3s', binarySha256: {{amd64: '{Sum}'}}}}}}}}");

    [Fact]
    public void RefusesAnInstallScriptWithoutChecksum() => Refused(
        "cluster: {k3s: {artifacts: {installScriptUrl: 'https://mirror/install.sh'}}}",
        "cluster.k3s.artifacts.installScriptUrl: the install script has no checksum",
        "set installScriptSha256; nothing unverified runs on a node");

    [Fact]
    public void AcceptsAnInstallScriptWithChecksum() => Accepted(
        $"cluster: {{k3s: {{artifacts: {{installScriptUrl: 'https://mirror/install.sh', installScriptSha256: '{Sum}'}}}}}}");

    [Fact]
    public void RefusesAnImageArchiveOverPlainHttpWithoutChecksum()
    {
        var plain = $"baseUrl: 'http://mirror/k3s', binarySha256: {{amd64: '{Sum}'}}";
        Refused(
            $"cluster: {{k3s: {{artifacts: {{{plain}, airGapImages: true}}}}}}",
            "cluster.k3s.artifacts.airGapImages: 'http://mirror/k3s' is not https and the image archive has no checksum",
            "use https, or set airGapImagesSha256");
        Accepted($"cluster: {{k3s: {{artifacts: {{{plain}, airGapImages: true, airGapImagesSha256: {{amd64: '{Sum}'}}}}}}}}");
        Accepted($"cluster: {{k3s: {{artifacts: {{binarySha256: {{amd64: '{Sum}'}}, airGapImages: true}}}}}}");
    }

    [Fact]
    public void RefusesARegistryUserWithoutPassword() =>
        Refused(
            "cluster: {registries: [{name: docker.io, username: me}]}",
            "cluster.registries[docker.io].username: username without password");

    [Theory]
    [InlineData("Root")]
    [InlineData("ops;true")]
    [InlineData("-ops")]
    [InlineData("")]
    public void RefusesAnInvalidUser(string user) => Refused($"cluster: {{sshUser: '{user}'}}", $"'{user}' is not a user name");

    [Fact]
    public void RefusesAnInvalidUserOfANode() =>
        Refused("cluster: {nodes: [{name: worker-1, sshUser: 'o p s'}]}", "cluster.nodes[worker-1].sshUser: 'o p s' is not a user name");

    [Fact]
    public void AcceptsAUserOtherThanRoot() => Accepted("cluster: {sshUser: ops, nodes: [{name: worker-1, sshUser: _admin-2}]}");

    [Theory]
    [InlineData("tokenGeneration")]
    [InlineData("certificateGeneration")]
    public void RefusesANegativeGeneration(string key) =>
        Refused($"cluster: {{k3s: {{{key}: 0}}}}", $"cluster.k3s.{key}: 0 is not in range", "write a number of at least 1");

    [Fact]
    public void WarnsOfUnpinnedChecksums()
    {
        var warning = Assert.Single(
            Warnings("cluster: {nodes: [{name: worker-1, serverType: cax21}]}"),
            problem => problem.Contains("are not pinned", StringComparison.Ordinal));

        Assert.Matches("^[^ ]+:[0-9]+: ", warning);
        Assert.Contains(
            "set cluster.k3s.artifacts: binarySha256.amd64 and binarySha256.arm64 and installScriptSha256",
            warning,
            StringComparison.Ordinal);
    }

    [Fact]
    public void DoesNotWarnOfPinnedChecksums()
    {
        Each.Lacks(
            Warnings($"cluster: {{k3s: {{artifacts: {{binarySha256: {{amd64: '{Sum}'}}, installScriptSha256: '{Sum}'}}}}}}"), problem =>
                problem.Contains("are not pinned", StringComparison.Ordinal));
    }

    [Fact]
    public void GuestIsNotWarnedOfTheOwnersChecksums() => Each.Of(
        [("prod", true), ("stage", false)],
        stack => Assert.Equal(
            stack.Item2,
            Load(stack.Item1).Problems.Any(problem => problem.ToString().Contains("are not pinned", StringComparison.Ordinal))));

    [Fact]
    public void RefusesARetentionOfZero() =>
        Refused("cluster: {k3s: {etcdSnapshots: {retention: 0}}}", "cluster.k3s.etcdSnapshots.retention: 0 is not in range");

    [Fact]
    public void RefusesTheStackOfAnOwnerThatIsNotNamed() =>
        Refused("cluster: {fromStack: prod}", "cluster.fromStack: nothing reads it without from; set from, or remove fromStack");

    [Theory]
    [InlineData("node.kubernetes.io/unreachable")]
    [InlineData("node.cloudprovider.kubernetes.io/uninitialized")]
    public void RefusesATaintThatANodeLoses(string key) => RefusedAmongOthers(
        $"cluster: {{nodes: [{{name: worker-1, taints: [{{name: {key}, effect: PreferNoSchedule}}]}}]}}",
        $"'{key}' is not a free name: the node controller uses it");

    [Fact]
    public void AcceptsATaintOfTheUsers() =>
        Accepted("cluster: {nodes: [{name: worker-1, taints: [{name: example.org/batch, effect: PreferNoSchedule}]}]}");

    [Theory]
    [InlineData("node-role.kubernetes.io/worker: 'true'", "use a key of your own, like node.role")]
    [InlineData("kubernetes.io/hostname: worker-1", "use a key of your own, like node.role")]
    [InlineData("foo.k8s.io/x: 'true'", "use a key of your own, like node.role")]
    [InlineData("'bad key!': 'x'", "'bad key!' is not a label")]
    [InlineData("good: 'x y'", "'x y' is not a label")]
    public void RefusesALabelThatTheKubeletRefuses(string label, string says) =>
        RefusedAmongOthers($"cluster: {{nodes: [{{name: worker-1, labels: {{{label}}}}}]}}", says);

    [Theory]
    [InlineData("topology.kubernetes.io/zone: nbg1-dc3")]
    [InlineData("gpu.node.kubernetes.io/kind: a")]
    [InlineData("example.org/rack: ''")]
    public void AcceptsALabelThatTheKubeletMaySet(string label) =>
        Accepted($"cluster: {{nodes: [{{name: worker-1, labels: {{{label}}}}}]}}");
}
