using Infra.Cluster;
using Infra.Compose;
using Infra.Model;
using Infra.Tests.Platform;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Compose;

/// <summary>Ports that a Docker host needs for its services.</summary>
public sealed class WantedHostPortsTests
{
    private static readonly ComposeHostSpec Host = new() { Name = "docker", Address = "198.51.100.9", Managed = true };

    [Fact]
    public void PublishedPortsAreWantedWithTheirProtocolAddressAndProject()
    {
        var compose = new ComposeServiceSpec
        {
            Host = "docker",
            Project = "media",
            Port = 8096,
            Ports = [new() { Port = 1900, Protocol = PortProtocol.Udp }, new() { Port = 8097, Address = Ipv4.Parse("127.0.0.1") }],
        };

        Assert.Equal(
            [
                "8096 tcp * compose:media apps[copy].compose.port",
                "1900 udp * compose:media apps[copy].compose.ports",
                "8097 tcp 127.0.0.1 compose:media apps[copy].compose.ports",
            ],
            Lines(ShadowSystem.With(app => app with { Compose = compose })));
    }

    [Fact]
    public void ServiceInTheNetworkOfTheHostNeedsThePortsThatItListensOn() =>
        Assert.Equal(
            ["8080 tcp * compose:copy apps[copy].compose.hostNetwork"],
            Lines(ShadowSystem.With(app => app with { Compose = new() { Host = "docker", HostNetwork = true } })));

    [Fact]
    public void ServicesThatOthersBringUpNeedNothing() => Assert.Empty(
        Lines(ShadowSystem.With(app => app with { Compose = new() { Host = "docker", Port = 8096, Managed = false } })));

    [Fact]
    public void AgentsNeedTheirPortsAtTheAddressOfTheHost()
    {
        var host = LogSystem.Host with { Managed = true };

        Assert.Equal(
            [
                "9100 tcp 198.51.100.7 compose:monitoring-agents observability.composeHosts",
                "8081 tcp 198.51.100.7 compose:monitoring-agents observability.composeHosts",
                "12345 tcp 198.51.100.7 compose:monitoring-agents observability.composeHosts",
            ],
            Lines(LogSystem.WithSenders(host), host));
    }

    [Fact]
    public void GuestNeedsNoPortsOfAgents()
    {
        var host = LogSystem.Host with { Managed = true };
        var system = LogSystem.WithSenders(host);

        Assert.Empty(Lines(system with { Cluster = system.Cluster with { From = "prod" } }, host));
    }

    [Fact]
    public void AgentsOnANodeNeedTheirPortsAtTheBridge()
    {
        var host = LogSystem.Host with { Managed = true, BridgeAddress = Ipv4.Parse("172.20.0.1") };

        Each.Of(
            Lines(LogSystem.WithSenders(host), host),
            line => Assert.Contains(" tcp 172.20.0.1 compose:monitoring-agents ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoProjectIsBroughtUpBeforeItsPortsWereAskedFor()
    {
        var system = ShadowSystem.With(app => app with { Compose = new() { Host = "docker", Port = 8096 } });
        var host = Host with { HostKey = BorderSystem.HostKey };
        var plan = await Plans.OfAsync(system with { Compose = new() { Hosts = [host] } });

        Assert.Contains("docker-docker-ports", Before("docker-docker-copy"));
        Assert.Contains("docker-docker-projects", Before("docker-docker-ports"));

        IEnumerable<string> Before(string name) => plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent)
            .DependsOn.Select(urn => plan.Find(urn)!.Name);
    }

    private static string[] Lines(SystemSpec system, ComposeHostSpec? host = null) =>
        WantedPort.Parameters(WantedHostPorts.Of(system, host ?? Host), [], docker: true)["WANTED"]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
