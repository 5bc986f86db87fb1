using Infra.Flows;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Flows;

public sealed class AddressesTests
{
    private static readonly ClusterSpec Cluster = Described.Cluster(
        Described.Server("one", "10.0.1.11"), Described.Agent("two", "10.0.1.21"));

    [Theory]
    [InlineData(FlannelBackend.Vxlan)]
    [InlineData(FlannelBackend.WireguardNative)]
    public void NodeBehindAnOverlayHasTheFirstAddressOfItsPodRange(FlannelBackend backend)
    {
        var ranges = Addresses.NodesAsSource(Cluster with { K3s = new() { FlannelBackend = backend } }).Ranges;
        Assert.Equal(32, ranges.Count);
        Assert.Equal(["10.42.0.0/32", "10.42.8.0/32", "10.42.16.0/32"], ranges.Take(3));
        Assert.Equal("10.42.248.0/32", ranges[^1]);
    }

    [Fact]
    public void PodRangesAreThoseThatTheClusterAssigns()
    {
        var ranges = Addresses.NodesAsSource(Cluster with { K3s = new() { NodePrefix = 24 } }).Ranges;
        Assert.Equal(256, ranges.Count);
        Assert.Equal("10.42.255.0/32", ranges[^1]);
        Assert.Contains(
            "node-cidr-mask-size=24",
            Infra.Cluster.K3sConfig.Render(Cluster with { K3s = new() { NodePrefix = 24 } }, Cluster.Nodes[0], "example.org", "192.0.2.1"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void NodeWithoutAnOverlayHasItsOwnAddress() =>
        Assert.Equal(
            ["10.0.1.0/24"],
            Addresses.NodesAsSource(Cluster with { K3s = new() { FlannelBackend = FlannelBackend.HostGw } }).Ranges);

    [Fact]
    public void AddedNodeChangesNoAddress()
    {
        var fewer = Cluster with { Nodes = [Cluster.Nodes[0]] };
        Assert.Equal(Addresses.NodesAsSource(Cluster).Ranges, Addresses.NodesAsSource(fewer).Ranges);
        Assert.Equal(Addresses.NodesAsTarget(Cluster).Ranges, Addresses.NodesAsTarget(fewer).Ranges);
    }

    [Fact]
    public void ApiHasTheAddressesOfTheServerBlock() => Assert.Equal(["10.0.1.0/28"], Addresses.ApiServer(Cluster).Ranges);

    [Fact]
    public void ExistingHostsAreListedSingly()
    {
        var hosts = Cluster with { Provider = ClusterProvider.ExistingHosts };
        Assert.Equal(["10.0.1.11/32"], Addresses.ApiServer(hosts).Ranges);
        Assert.Equal(["10.0.1.11/32", "10.0.1.21/32"], Addresses.NodesAsTarget(hosts).Ranges);
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("169.254.0.0/16")]
    [InlineData("192.168.0.0/16")]
    public void InternetExcludesPrivateRanges(string range) => Assert.Contains(range, Addresses.Internet(Cluster).Except);

    [Fact]
    public void InternetExcludesPodsOnPublicAddresses() =>
        Assert.Contains(
            "198.18.0.0/16",
            Addresses.Internet(Cluster with { K3s = new() { ClusterCidr = Cidr.Parse("198.18.0.0/16") } }).Except);

    [Theory]
    [InlineData("192.0.2.7", null, "192.0.2.7/32")]
    [InlineData("nappy.lan", "172.17.0.1", "172.17.0.1/32 172.20.0.0/14")]
    public void ComposeHostHasOneAddressAndThoseOfItsContainersOnANode(string address, string? bridge, string ranges) =>
        Assert.Equal(
            ranges.Split(' '),
            Addresses.DockerHost(
                Cluster,
                new() { Name = "docker", Address = address, BridgeAddress = bridge is null ? null : Ipv4.Parse(bridge) }).Ranges);

    [Fact]
    public void ComposeHostOnTheMachineOfANodeHasItsContainersToo()
    {
        var cluster = Cluster with { Nodes = [Described.Server("one", "192.0.2.7")] };
        var host = new ComposeHostSpec { Name = "docker", Address = "192.0.2.7" };

        Assert.Equal(["192.0.2.7/32", "172.20.0.0/14"], Addresses.DockerHost(cluster, host).Ranges);
        Assert.Equal([new FlowPort(8083), new FlowPort(80)], Addresses.DockerPorts(cluster, host, 8083, 80));
        Assert.Equal([new FlowPort(80)], Addresses.DockerPorts(cluster, host, 80, 80));
        Assert.Equal([new FlowPort(8083)], Addresses.DockerPorts(cluster, host with { Address = "192.0.2.8" }, 8083, 80));
    }

    [Fact]
    public void ComposeHostWithANameIsAnyAddressOutsideTheCluster()
    {
        var host = Addresses.DockerHost(Cluster, new() { Name = "docker", Address = "docker.example.org" });
        Assert.Equal(["0.0.0.0/0"], host.Ranges);
        Assert.Equal(["169.254.0.0/16", "10.42.0.0/16", "10.43.0.0/16"], host.Except);
    }
}
