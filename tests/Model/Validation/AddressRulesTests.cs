using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData(
        "cluster: {k3s: {nodePrefix: 15}}", "cluster.k3s.nodePrefix: shares of /15 of the pods' range 10.42.0.0/16 do not fit 3 nodes")]
    [InlineData("cluster: {k3s: {nodePrefix: 17}}", "shares of /17")]
    [InlineData("cluster: {k3s: {clusterCidr: 10.96.0.0/12, nodePrefix: 24}}", "shares of /24 of the pods' range 10.96.0.0/12 do not fit")]
    [InlineData("cluster: {k3s: {clusterCidr: 10.64.0.0/12}}", "shares of /21 of the pods' range 10.64.0.0/12")]
    [InlineData("cluster: {k3s: {clusterCidr: 10.0.0.0/16}}", "the pods' range 10.0.0.0/16 overlaps the private network 10.0.0.0/16")]
    [InlineData(
        "cluster: {k3s: {serviceCidr: 10.42.0.0/16, clusterDns: 10.42.0.10}}",
        "the services' range 10.42.0.0/16 overlaps the pods' range")]
    public void RefusesRangesThatOverlap(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData(24, 3)]
    [InlineData(16, 1)]
    [InlineData(17, 2)]
    [InlineData(18, 4)]
    public void AcceptsSharesForAllNodesAndAtMost256(int prefix, int nodes) => Assert.Empty(Problems(WithNodes(prefix, nodes)));

    [Theory]
    [InlineData(25, 3)]
    [InlineData(16, 2)]
    [InlineData(17, 3)]
    [InlineData(18, 5)]
    public void RefusesMoreSharesAndMoreNodes(int prefix, int nodes) => Assert.Equal(
        $"nodePrefix: shares of /{prefix} of the pods' range 10.42.0.0/16 do not fit {nodes} nodes; "
            + "choose a prefix that gives each node a share and makes at most 256 of them",
        Assert.Single(Problems(WithNodes(prefix, nodes))));

    [Theory]
    [InlineData("10.0.0.0/24", true)]
    [InlineData("10.0.0.0/29", true)]
    [InlineData("10.0.0.0/23", false)]
    [InlineData("10.0.0.0/30", false)]
    public void ServerBlockHasAPrefixFrom24To29(string block, bool accepted)
    {
        var system = Spec();
        system = system with
        {
            Cluster = system.Cluster with
            {
                Nodes = [Described.Server("one", "10.0.0.2")],
                Network = system.Cluster.Network with { NodeSubnet = Cidr.Parse("10.0.0.0/20"), ServerBlock = Cidr.Parse(block) },
            },
        };

        Assert.Equal(
            accepted
                ? []
                : [
                    $"serverBlock: {block} is no block for servers in 10.0.0.0/20; use a part of the nodes' subnet of /24 to /29, "
                        + "e.g. its first /28; every joining node asks each of its addresses",
                ],
            Problems(system));
    }

    [Fact]
    public void ReportsAServerOutsideTheSubnetOnce() =>
        Refused(
            "cluster: {nodes: [{name: worker-2, privateIp: 10.0.9.9}]}",
            "cluster.nodes[worker-2].privateIp: 10.0.9.9 is no address a node can have in 10.0.1.0/24");

    [Theory]
    [InlineData("10.43.0.0")]
    [InlineData("10.43.0.1")]
    [InlineData("10.43.255.255")]
    public void RefusesADnsAddressThatNoServiceCanHave(string address) =>
        Refused(
            $"cluster: {{k3s: {{clusterDns: {address}}}}}",
            $"{address} is the first or last address of 10.43.0.0/16 or the one of the service kubernetes");

    [Fact]
    public void AcceptsADnsAddressBesideThatOfTheApi() => Accepted("cluster: {k3s: {clusterDns: 10.43.0.2}}");

    [Theory]
    [InlineData("cluster: {k3s: {clusterCidr: 8.8.0.0/16}}", "the pods' range 8.8.0.0/16 is not in the ranges of private networks")]
    [InlineData("cluster: {network: {cidr: 8.8.0.0/16}}", "the private network 8.8.0.0/16 is not in the ranges of private networks")]
    public void RefusesPublicRanges(string overrides, string says) => RefusedAmongOthers(overrides, says);

    [Fact]
    public void RefusesADnsAddressOutsideTheServices() =>
        Refused("cluster: {k3s: {clusterDns: 10.42.0.10}}", "10.42.0.10 is outside the services' range");

    [Fact]
    public void RefusesAnAgentInsideTheServerBlock() =>
        Refused(
            "cluster: {nodes: [{name: worker-3, role: agent, privateIp: 10.0.1.15}]}",
            "10.0.1.15 of an agent is inside the servers' block 10.0.1.0/28");

    [Fact]
    public void AcceptsAnAgentBesideTheServerBlock() =>
        Accepted("cluster: {nodes: [{name: worker-3, role: agent, privateIp: 10.0.1.16}]}");

    [Fact]
    public void RefusesAServerOutsideTheServerBlock() =>
        RefusedAmongOthers("cluster: {network: {serverBlock: 10.0.1.128/28}}", "is outside the servers' block 10.0.1.128/28");

    [Theory]
    [InlineData("10.0.0.0/16")]
    [InlineData("10.0.1.0/30")]
    [InlineData("10.0.2.0/28")]
    public void RefusesAServerBlockThatIsNoSmallPartOfTheSubnet(string block) =>
        RefusedAmongOthers($"cluster: {{network: {{serverBlock: {block}}}}}", $"{block} is no block for servers");

    [Fact]
    public void RefusesASubnetOutsideTheNetwork() =>
        RefusedAmongOthers("cluster: {network: {nodeSubnet: 10.1.1.0/24}}", "the nodes' subnet 10.1.1.0/24 is outside the network");

    [Theory]
    [InlineData("10.0.2.5")]
    [InlineData("10.0.1.0")]
    [InlineData("10.0.1.1")]
    [InlineData("10.0.1.255")]
    public void RefusesAnAddressThatNoNodeCanHave(string address) =>
        Refused(
            $"cluster: {{nodes: [{{name: worker-3, role: agent, privateIp: {address}}}]}}",
            $"{address} is no address a node can have in 10.0.1.0/24");

    private static string[] Problems(SystemSpec system) => RuleRun.Problems(AddressRules.Check, system);

    private static SystemSpec WithNodes(int prefix, int count)
    {
        var system = Spec();
        return system with
        {
            Cluster = system.Cluster with
            {
                Nodes = [.. Enumerable.Range(0, count).Select(index => Described.Agent($"node-{index}", $"10.0.1.{20 + index}"))],
                K3s = system.Cluster.K3s with { NodePrefix = prefix },
            },
        };
    }
}
