using Infra.Model;
using static Infra.Tests.Systems.BorderSystem;

namespace Infra.Tests.Model;

public sealed class CalleesTests
{
    [Theory]
    [InlineData(Placement.K3s)]
    [InlineData(Placement.Both)]
    [InlineData(Placement.Compose)]
    public void ClusterKnowsAnAppByOneNameAndPortWhereverItRuns(Placement place)
    {
        var system = WithApi(place);
        Assert.Equal("api.apps.svc:80", Callees.FromCluster(system, Named(system, "api"), Api.Ports[0])?.ToString());
    }

    [Fact]
    public void HostWithANameAnswersOnItsPublishedPort()
    {
        var system = With();
        system = system with { Compose = new() { Hosts = [One with { Address = "one.example.org" }, Two] } };
        Assert.Equal("api.apps.svc:18080", Callees.FromCluster(system, Named(system, "api"), Api.Ports[0])?.ToString());
    }

    [Fact]
    public void NothingInTheClusterReachesAPortThatDockerDoesNotPublish()
    {
        var system = With(App("api", app => app with { Compose = app.Compose! with { Port = null } }));
        Assert.Null(Callees.FromCluster(system, Named(system, "api"), Api.Ports[0]));
    }

    [Fact]
    public void NeighbourOnTheHostIsReachedByItsNameInTheSharedNetwork()
    {
        var address = From(With(), "api");
        Assert.Equal(("api:8080", 0), (address?.ToString(), address?.Addresses.Count));
    }

    [Fact]
    public void NeighbourInTheNetworkOfTheHostIsReachedByTheHostsAddress()
    {
        var address = From(With(App("api", app => app with { Compose = new() { Host = "one", HostNetwork = true } })), "api");
        Assert.Equal(("api:8080", "192.0.2.21"), (address?.ToString(), Assert.Single(address!.Addresses)));
    }

    [Fact]
    public void CallerInTheNetworkOfTheHostReachesAPublishedPort()
    {
        var system = With(App("front", app => app with { Compose = new() { Host = "one", HostNetwork = true } }));
        var address = From(system, "api");
        Assert.Equal(("api:18080", "192.0.2.21"), (address?.ToString(), Assert.Single(address!.Addresses)));
    }

    [Fact]
    public void NeighbourThatOthersBringUpIsReachedByItsPublishedPort()
    {
        var system = With(App("api", app => app with { Compose = app.Compose! with { Managed = false } }));
        Assert.Equal("api:18080", From(system, "api")?.ToString());
    }

    [Fact]
    public void NeighbourOnAHostWithANameIsReachedThroughDockersGateway()
    {
        var system = With(App("api", app => app with { Compose = app.Compose! with { HostNetwork = true } }));
        system = system with { Compose = new() { Hosts = [One with { Address = "one.example.org" }, Two] } };
        Assert.Equal("host-gateway", Assert.Single(From(system, "api")!.Addresses));
    }

    [Fact]
    public void AppOnAnotherHostIsReachedByItsAddressAndPublishedPort()
    {
        var address = From(With(), "far");
        Assert.Equal(("far:19000", "192.0.2.22"), (address?.ToString(), Assert.Single(address!.Addresses)));
    }

    [Fact]
    public void AppOnAHostWithANameIsReachedByThatName()
    {
        var system = With();
        system = system with { Compose = new() { Hosts = [One, Two with { Address = "two.example.org" }] } };
        Assert.Equal("two.example.org:19000", From(system, "far")?.ToString());
    }

    [Fact]
    public void AppInTheClusterIsReachedByItsNodePortOnTheServers()
    {
        var address = From(With(), "inside");
        Assert.Equal(("inside:30090", "192.0.2.14"), (address?.ToString(), Assert.Single(address!.Addresses)));
    }

    [Fact]
    public void HostOutsideThePrivateNetworkReachesNoNodePort()
    {
        var system = With();
        system = system with { Cluster = system.Cluster with { Provider = ClusterProvider.Hetzner } };
        Assert.Null(From(system, "inside"));
        var within = $"{system.Cluster.Network.Cidr.Host(200)}";
        Assert.Equal(
            "inside:30090", From(system with { Compose = new() { Hosts = [One with { Address = within }, Two] } }, "inside")?.ToString());
    }

    [Fact]
    public void CallerInDockerStaysWithTheCopyInDockerWhileThereAreTwo() =>
        Assert.Equal("api:8080", From(WithApi(Placement.Both), "api")?.ToString());

    [Fact]
    public void FurtherPortIsReachedAsItIsPublished()
    {
        var metrics = new PortSpec { Name = "metrics", Port = 9100 };
        AppSpec More(AppSpec app) => app with
        {
            Ports = [.. app.Ports, metrics],
            Compose = app.Compose! with { Ports = [new() { Port = 19100, Target = 9100 }] },
        };
        var system = With(App("far", More));
        Assert.Equal(
            "far:19100", Callees.FromDocker(system, system.Compose.Hosts[0], Front.Compose!, Named(system, "far"), metrics)?.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1", null)]
    [InlineData("192.0.2.22", 19100)]
    public void PortOnLoopbackIsOpenToNobodyElse(string address, int? published)
    {
        var app = Far with
        {
            Compose = new() { Host = "two", Ports = [new() { Port = 19100, Target = 9000, Address = Ipv4.Parse(address) }] },
        };
        Assert.Equal(published, PublishedPorts.Of(app, app.Ports[0]));
    }

    private static CalleeAddress? From(SystemSpec system, string callee) => Callees.FromDocker(
        system, system.Compose.Hosts[0], Named(system, "front").Compose!, Named(system, callee), Named(system, callee).Ports[0]);

    private static AppSpec Named(SystemSpec system, string name) => system.Apps.Single(app => app.Name == name);
}
