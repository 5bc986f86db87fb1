using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Validation;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class ClusterRulesTests
{
    [Fact]
    public void RefusesAnEvenNumberOfServers() =>
        RefusedAmongOthers("cluster: {nodes: [{name: worker-2, remove: true}]}", "the cluster has 2 servers", "odd number");

    [Fact]
    public void AcceptsAnAgent() => Accepted("cluster: {nodes: [{name: worker-3, role: agent, privateIp: 10.0.1.40}]}");

    [Fact]
    public void RefusesAClusterWithoutNodes() => RefusedAmongOthers("cluster: {nodes: []}", "the cluster has no nodes", "cluster: {from:");

    [Fact]
    public void RefusesAClusterWithoutSchedulableNodes() =>
        RefusedAmongOthers(
            "cluster: {nodes: [{name: worker-1, taints: [{name: x}]}, {name: worker-2, taints: [{name: x}]}]}", "every node is tainted");

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
        Refused($"cluster: {{k3s: {{version: {version}}}}}", $"'{version}' is no k3s version", "v1.34.6+k3s1");

    [Fact]
    public void RefusesAnUnknownServerType() =>
        Refused("cluster: {nodes: [{name: worker-1, serverType: cx34}]}", "Hetzner has no server type 'cx34'", "did you mean");

    [Fact]
    public void RefusesAnUnknownLocation() => Refused("cluster: {location: nbg}", "Hetzner has no location 'nbg'", "did you mean 'nbg1'?");

    [Fact]
    public void RefusesALocationOutsideTheNetworkZone() =>
        Refused("cluster: {nodes: [{name: worker-1, location: ash}]}", "'ash' is in the network zone us-east");

    [Fact]
    public void RefusesAnUnknownBundledPart() =>
        Refused("cluster: {k3s: {disable: [servicelb, treafik]}}", "there is no bundled part 'treafik'", "did you mean 'traefik'?");

    [Fact]
    public void RefusesToDisableTheBundledTraefik() => Refused("cluster: {k3s: {disable: [servicelb, traefik]}}", "traefik is disabled");

    [Theory]
    [InlineData("nodeGracePeriod: 7s", "a node may be silent for 7s", "at least 8s")]
    [InlineData("nodeGracePeriod: 301s", "a node may be silent for 301s", "at most 5m")]
    [InlineData(
        "controllerManagerArgs: [node-monitor-grace-period=20s]",
        "sets alone what belongs together",
        "set cluster.k3s.nodeGracePeriod")]
    [InlineData("controllerManagerArgs: [node-monitor-period=5s]", "sets alone what belongs together", "set cluster.k3s.nodeGracePeriod")]
    [InlineData("kubeletArgs: [node-status-update-frequency=10s]", "sets alone what belongs together", "set cluster.k3s.nodeGracePeriod")]
    [InlineData("kubeletArgs: [config=/etc/kubelet.yaml]", "takes the place of the file with the nodes' heartbeat", "config-dir=")]
    [Pitfall("lost-node-arguments")]
    public void RefusesAGracePeriodThatHeartbeatsDoNotFit(string settings, string wrong, string right) =>
        Refused($"cluster: {{k3s: {{{settings}}}}}", wrong, right);

    [Theory]
    [InlineData("nodeGracePeriod: 8s")]
    [InlineData("nodeGracePeriod: 17s")]
    [InlineData("nodeGracePeriod: 5m")]
    [InlineData("kubeletArgs: [config-dir=/etc/kubelet.d]")]
    public void AcceptsAGracePeriodThatIsNoMultipleOfTheHeartbeats(string settings) => Accepted($"cluster: {{k3s: {{{settings}}}}}");

    [Fact]
    public void RefusedGracePeriodHasFileAndLine() => Refused("cluster:\n  k3s:\n    nodeGracePeriod: 5s\n", "overrides:3");

    [Fact]
    public void RefusesAChecksumOfOtherThan64Digits() =>
        Refused("cluster: {k3s: {artifacts: {binarySha256: {amd64: abc}}}}", "'abc' is no SHA-256");

    [Fact]
    public void RefusesAChecksumOfAnUnknownArchitecture() =>
        Refused($"cluster: {{k3s: {{artifacts: {{binarySha256: {{x86: '{new string('a', 64)}'}}}}}}}}", "there is no architecture 'x86'");

    [Fact]
    public void RefusesPlainHttpWithoutChecksums() =>
        Refused("cluster: {k3s: {artifacts: {baseUrl: 'http://mirror/k3s'}}}", "is not https and there are no checksums");

    [Fact]
    public void RefusesARegistryUserWithoutPassword() =>
        Refused("cluster: {registries: [{name: docker.io, username: me}]}", "a username but no password");

    [Theory]
    [InlineData("Root")]
    [InlineData("ops;true")]
    [InlineData("-ops")]
    [InlineData("")]
    public void RefusesAnInvalidUser(string user) => Refused($"cluster: {{sshUser: '{user}'}}", $"'{user}' is no user name");

    [Fact]
    public void RefusesAnInvalidUserOfANode() =>
        Refused("cluster: {nodes: [{name: worker-1, sshUser: 'o p s'}]}", "'o p s' is no user name");

    [Fact]
    public void AcceptsAUserOtherThanRoot() => Accepted("cluster: {sshUser: ops, nodes: [{name: worker-1, sshUser: _admin-2}]}");

    [Fact]
    public void RefusesAnotherSshPortOnANewServer() =>
        Refused("cluster: {nodes: [{name: worker-1, sshPort: 2222}]}", "listens on port 22, not 2222");

    [Theory]
    [InlineData("tokenGeneration")]
    [InlineData("certificateGeneration")]
    public void RefusesANegativeGeneration(string key) =>
        Refused($"cluster: {{k3s: {{{key}: 0}}}}", "the generation is 0", "it counts up from 1");

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
        var sum = new string('a', 64);

        Each.Lacks(
            Warnings($"cluster: {{k3s: {{artifacts: {{binarySha256: {{amd64: '{sum}'}}, installScriptSha256: '{sum}'}}}}}}"), problem =>
                problem.Contains("are not pinned", StringComparison.Ordinal));
    }

    [Fact]
    public void RefusesARetentionOfZero() => Refused("cluster: {k3s: {etcdSnapshots: {retention: 0}}}", "0 snapshots are kept");

    [Fact]
    public void FaultToleranceIsAMinorityOfTheServers() =>
        Prop.ForAll(
            Gen.Choose(1, 99).ToArbitrary(), servers => servers - ClusterRules.Tolerated(servers) > ClusterRules.Tolerated(servers))
            .QuickCheckThrowOnFailure();
}
