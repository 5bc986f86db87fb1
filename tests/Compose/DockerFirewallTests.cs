using System.Diagnostics;
using Infra.Compose;
using Infra.Model;
using Infra.Tests.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

/// <summary>The text of the ruleset; the scenarios of the lab test its effect.</summary>
public sealed class DockerFirewallTests
{
    private static readonly ComposeHostSpec Host = LogSystem.Host with { Managed = true };

    [Fact]
    public void PortsOfTheAgentsAreForTheClusterAndTheDockerHosts()
    {
        var rules = DockerFirewall.Of(LogSystem.WithSenders(Host), Host);

        Assert.Contains("    tcp dport { 8081, 9100, 12345 } drop\n", rules, StringComparison.Ordinal);
        Assert.Contains("elements = { 10.0.1.0/24, 198.51.100.7/32, 172.20.0.0/14 }", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("udp", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void PodsOnTheSameMachineConnectWithTheirOwnAddresses()
    {
        var system = Described.StackOf("homelab");
        var here = Host with { Address = system.Cluster.Nodes[0].Address! };
        system = system with
        {
            Observability = system.Observability with { ComposeHosts = [here.Name] },
            Compose = new() { Hosts = [here] },
        };

        Assert.Contains($"{system.Cluster.K3s.ClusterCidr}", DockerFirewall.Of(system, here), StringComparison.Ordinal);
    }

    [Fact]
    public void EachStackHasATableOfItsOwn()
    {
        var system = System(new() { Host = Host.Name, Port = 5432, From = [] });
        var other = system with { Stack = system.Stack with { Name = "stage" } };

        Assert.StartsWith("table inet infra_docker-prod\ndelete table", DockerFirewall.Of(system, Host), StringComparison.Ordinal);
        Assert.StartsWith("table inet infra_docker-stage\ndelete table", DockerFirewall.Of(other, Host), StringComparison.Ordinal);
    }

    [Fact]
    public void PortsOfTheAgentsAreClosedByTheStackThatBringsThemUp()
    {
        var system = LogSystem.WithSenders(Host);
        var guest = system with { Cluster = system.Cluster with { From = "prod" } };

        Assert.Empty(DockerFirewall.Of(guest, Host));
    }

    [Fact]
    public void HostWithoutLimitedPortsHasNoTable()
    {
        Assert.Empty(DockerFirewall.Of(LogSystem.With(watch => watch with { ComposeHosts = [] }, Host), Host));
        Assert.Empty(DockerFirewall.Of(LogSystem.WithSenders(Host), Host with { Firewall = false }));
    }

    [Fact]
    public void PublishedPortIsOpenToTheRangesThatItNames()
    {
        var rules = DockerFirewall.Of(System(new() { Host = Host.Name, Port = 5432, From = ["office"] }), Host);

        Assert.Contains("  set tcp_5432_ {\n", rules, StringComparison.Ordinal);
        Assert.Contains("    ip saddr @tcp_5432_ tcp dport 5432 accept\n", rules, StringComparison.Ordinal);
        Assert.Contains("    ip6 saddr @tcp_5432_6 tcp dport 5432 accept\n", rules, StringComparison.Ordinal);
        Assert.Contains("    tcp dport { 5432 } drop\n", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void PortWithoutRangesIsForTheClusterAlone()
    {
        var rules = DockerFirewall.Of(
            System(new() { Host = Host.Name, Ports = [new() { Port = 53, Protocol = PortProtocol.Udp, From = [] }] }), Host);

        Assert.Contains("    udp dport { 53 } drop\n", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("udp_53_", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void PortsInTheNetworkOfTheHostAreLimitedToo()
    {
        var system = System(new() { Host = Host.Name, HostNetwork = true, From = [] });
        system = system with { Apps = [system.Apps[0] with { Ports = [new() { Name = "http", Port = 8123 }] }] };

        Assert.Contains("    tcp dport { 8123 } drop\n", DockerFirewall.Of(system, Host), StringComparison.Ordinal);
    }

    [Fact]
    public void NodesConnectFromBothOfTheirAddresses()
    {
        var system = LogSystem.WithSenders(Host);
        var node = system.Cluster.Nodes[0] with { Address = "203.0.113.9" };
        system = system with { Cluster = system.Cluster with { Provider = ClusterProvider.ExistingHosts, Nodes = [node] } };

        Assert.Contains(
            $"elements = {{ {node.PrivateIp}/32, 203.0.113.9/32, 198.51.100.7/32,",
            DockerFirewall.Of(system, Host),
            StringComparison.Ordinal);
    }

    [Fact]
    public void NodesWithoutDescribedAddressesConnectFromTheNamedRanges()
    {
        var system = System(new() { Host = Host.Name, Port = 5432, From = [] });
        var host = Host with { ClusterFrom = ["office"] };

        Assert.Contains("203.0.113.0/24", DockerFirewall.Of(system, host), StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.0/24", DockerFirewall.Of(system, Host), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherPublishedPortsStayOpen() =>
        Assert.Empty(DockerFirewall.Of(System(new() { Host = Host.Name, Port = 32400, Ports = [new() { Port = 8080 }] }), Host));

    [SkippableFact]
    public void NftablesAcceptsTheRules()
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft") && Environment.UserName == "root", "nft and root check a ruleset");
        using var nft = Process.Start(new ProcessStartInfo("/usr/sbin/nft", ["--check", "--file", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        nft.StandardInput.Write(DockerFirewall.Of(System(new() { Host = Host.Name, Port = 5432, From = ["office"] }), Host));
        nft.StandardInput.Close();
        var error = nft.StandardError.ReadToEnd();
        nft.WaitForExit();

        Assert.True(nft.ExitCode == 0, error);
    }

    private static SystemSpec System(ComposeServiceSpec service)
    {
        var system = LogSystem.With(watch => watch with { ComposeHosts = [] }, Host);
        return system with
        {
            Apps = [new() { Name = "one", RunsOn = Placement.Compose, Compose = service }],
            Databases = new(),
            Cluster = system.Cluster with
            {
                Firewall = new()
                {
                    Ranges = [new() { Name = "office", Addresses = [Cidr.Parse("203.0.113.0/24"), Cidr.Parse("2001:db8::/32")] }],
                },
            },
        };
    }
}
