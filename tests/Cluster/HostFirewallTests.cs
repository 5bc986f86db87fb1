using System.Diagnostics;
using Infra.Cluster;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

/// <summary>The text of the ruleset; the scenarios of the lab test its effect.</summary>
public sealed class HostFirewallTests
{
    private static readonly NodeSpec One = Described.Server("one", "10.0.1.1");

    [Fact]
    public void ReplacesItsTableInOneTransaction()
    {
        var rules = Render(Described.Cluster(One), One);

        Assert.StartsWith("table inet infra\ndelete table inet infra\ntable inet infra {\n", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("flush", rules, StringComparison.Ordinal);
        Assert.Equal(2, rules.Split("\ntable ").Length - 1 + (rules.StartsWith("table ", StringComparison.Ordinal) ? 1 : 0));
    }

    [Fact]
    public void RulesOfANodeDoNotDependOnTheOthers()
    {
        var alone = Render(Described.Cluster(One), One);
        var among = Render(Described.Cluster(One, Described.Server("two", "10.0.1.2"), Described.Agent("agent", "10.0.1.21")), One);

        Assert.Equal(alone, among);
    }

    [Fact]
    public void AllowsEtcdForServersAndTheOtherPortsForNodes()
    {
        var rules = Render(Described.Cluster(One), One);

        Assert.Contains("ip saddr @servers tcp dport 2379-2380 accept\n", rules, StringComparison.Ordinal);
        Assert.Contains("ip saddr @nodes tcp dport { 2381, 6443, 10250, 9100, 9101 } accept\n", rules, StringComparison.Ordinal);
        Assert.Contains("tcp dport { 2379-2380, 2381, 6443, 10250, 9100, 9101 } drop\n", rules, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FlannelBackend.Vxlan, "8472")]
    [InlineData(FlannelBackend.WireguardNative, "51820-51821")]
    public void AllowsTheOverlayForNodesOnly(FlannelBackend backend, string port)
    {
        var rules = Render(Described.Cluster(One) with { K3s = new() { FlannelBackend = backend } }, One);

        Assert.Contains($"ip saddr @nodes udp dport {port} accept\n", rules, StringComparison.Ordinal);
        Assert.Contains($"    udp dport {port} drop\n", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void AcceptsSshBeforeItDropsAnything()
    {
        var node = One with { SshPort = 2222 };
        var rules = Render(Described.Cluster(node), node);

        var ssh = rules.IndexOf("tcp dport 2222 accept", StringComparison.Ordinal);
        Assert.InRange(ssh, 1, rules.IndexOf("drop", StringComparison.Ordinal));
    }

    [Fact]
    public void AllowsOperatorsToTheApiOverIpv4AndIpv6()
    {
        var firewall = new FirewallSpec
        {
            ApiFrom = ["operators"],
            Ranges = [new() { Name = "operators", Addresses = [Cidr.Parse("203.0.113.0/24"), Cidr.Parse("2001:db8::/32")] }],
        };
        var rules = Render(Described.Cluster(One) with { Firewall = firewall }, One);

        Assert.Contains("ip saddr @operators tcp dport 6443 accept\n", rules, StringComparison.Ordinal);
        Assert.Contains("ip6 saddr @operators6 tcp dport 6443 accept\n", rules, StringComparison.Ordinal);
    }

    [Fact]
    public void RuleIsWrittenForTheAddressFamiliesOfItsRanges()
    {
        var settings = HostFirewall.SettingsOf(Described.Cluster(One), One, []);
        var rules = HostFirewall.Render(settings with { Servers = [Cidr.Parse("2001:db8:1::/64")], ApiSources = [] });

        Assert.Contains("ip6 saddr @servers6 tcp dport 2379-2380 accept\n", rules, StringComparison.Ordinal);
        Assert.Contains(
            "set servers6 {\n    type ipv6_addr\n    flags interval\n    auto-merge\n    elements = { 2001:db8:1::/64 }",
            rules,
            StringComparison.Ordinal);
        Assert.DoesNotContain("@servers ", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("operators", rules, StringComparison.Ordinal);
        Assert.Contains("tcp dport { 2381, 6443, 10250 } accept\n", rules, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 80, 443 }, new[] { 51820 }, "    tcp dport { 80, 443 } accept\n    udp dport { 51820 } accept\n")]
    [InlineData(new[] { 443 }, new int[0], "    tcp dport { 443 } accept\n")]
    [InlineData(new int[0], new int[0], "")]
    public void OpensThePublicPortsAndDropsTheRest(int[] tcp, int[] udp, string open)
    {
        var rules = Render(Described.Cluster(One) with { Firewall = new() { PublicTcp = tcp, PublicUdp = udp } }, One);

        Assert.Contains(
            "    iifname $private goto private_network\n    ip daddr 10.0.1.1 goto private_network\n  }\n  chain private_network {\n"
                + $"    meta l4proto {{ icmp, ipv6-icmp }} accept\n    udp sport 67 udp dport 68 accept\n{open}    drop\n",
            rules,
            StringComparison.Ordinal);
    }

    [Fact]
    public void HostGatewayHasNoOverlayPort()
    {
        var rules = Render(Described.Cluster(One) with { K3s = new() { FlannelBackend = FlannelBackend.HostGw } }, One);

        Assert.DoesNotContain("@nodes udp", rules, StringComparison.Ordinal);
        Assert.Contains("@nodes udp", Render(Described.Cluster(One), One), StringComparison.Ordinal);
    }

    [Fact]
    public void MetadataServiceAnswersRootAlone() => Assert.Contains(
        "    ip daddr 169.254.169.254 meta skuid != 0 reject with icmp type admin-prohibited\n",
        Render(Described.Cluster(One), One),
        StringComparison.Ordinal);

    [Fact]
    public void ExistingHostKeepsItsOtherPorts()
    {
        var rules = Render(Described.Cluster(One) with { Provider = ClusterProvider.ExistingHosts }, One);

        Assert.Contains("private_network", Render(Described.Cluster(One), One), StringComparison.Ordinal);
        Assert.DoesNotContain("private_network", rules, StringComparison.Ordinal);
        Assert.Contains("elements = { 10.0.1.1/32 }", rules, StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("traefik-host-listeners")]
    public void ExistingHostKeepsItsNodeExporterReachable()
    {
        Assert.Contains("2381, 6443, 10250, 9100, 9101 } drop", Render(Described.Cluster(One), One), StringComparison.Ordinal);
        Assert.Contains(
            "2381, 6443, 10250, 9101 } drop",
            Render(Described.Cluster(One) with { Provider = ClusterProvider.ExistingHosts }, One),
            StringComparison.Ordinal);
    }

    [Fact]
    public void DropsForwardedTrafficToTheMetadataServiceOnly()
    {
        var rules = Render(Described.Cluster(One), One);
        var start = rules.IndexOf("chain forward", StringComparison.Ordinal);
        var forward = rules[start..rules.IndexOf("# The host itself", StringComparison.Ordinal)];

        Assert.Equal(
            ["ip daddr 169.254.169.254 reject with icmp type admin-prohibited"],
            forward.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("ip ", StringComparison.Ordinal)));
        Assert.Contains("policy accept;", forward, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(ClusterProvider.Hetzner, FlannelBackend.Vxlan)]
    [InlineData(ClusterProvider.Hetzner, FlannelBackend.HostGw)]
    [InlineData(ClusterProvider.ExistingHosts, FlannelBackend.WireguardNative)]
    public void NftablesAcceptsTheRules(ClusterProvider provider, FlannelBackend backend)
    {
        Skip.IfNot(File.Exists("/usr/sbin/nft") && Environment.UserName == "root", "nft and root check a ruleset");
        var cluster = Described.Cluster(One) with { Provider = provider, K3s = new() { FlannelBackend = backend } };

        using var nft = Process.Start(new ProcessStartInfo("/usr/sbin/nft", ["--check", "--file", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        nft.StandardInput.Write("define private = \"lan0\"\n" + Render(cluster, One));
        nft.StandardInput.Close();
        var error = nft.StandardError.ReadToEnd();
        nft.WaitForExit();

        Assert.True(nft.ExitCode == 0, error);
    }

    private static string Render(ClusterSpec cluster, NodeSpec node) =>
        HostFirewall.Render(HostFirewall.SettingsOf(cluster, node, [HostFirewall.NodeExporterPort, 9101]));
}
