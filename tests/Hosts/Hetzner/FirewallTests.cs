using Infra.Hosts;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Hosts;

public sealed class FirewallTests
{
    private static readonly AddressRangeSpec Office = new() { Name = "office", Addresses = [Cidr.Parse("198.51.100.0/24")] };

    [Fact]
    public void OpensSshAndTheApiToTheirNamedRangesOnly()
    {
        var rules = Firewall.RulesOf(new() { Ranges = [Office], SshFrom = ["office"], ApiFrom = ["office"] }, new());

        Assert.Equal(["198.51.100.0/24"], rules.Single(rule => rule.Port == "22").Sources);
        Assert.Equal(["198.51.100.0/24"], rules.Single(rule => rule.Port == "6443").Sources);
    }

    [Fact]
    public void ClosesSshAndTheApiWithoutARange() =>
        Each.Lacks(Firewall.RulesOf(new(), new()), rule => rule.Port is "22" or "6443");

    [Fact]
    public void OpensHttpAndHttpsToEveryone() =>
        Assert.Equal(["80", "443"], Firewall.RulesOf(new() { Icmp = false }, new()).Select(rule => rule.Port));

    [Fact]
    public void IcmpRuleHasNoPort()
    {
        var ping = Assert.Single(Firewall.RulesOf(new() { PublicTcp = [] }, new()));

        Assert.Equal(("icmp", null), (ping.Protocol, ping.Port));
    }

    [Fact]
    public void OpensTheWebPortsToCloudflareOnlyWhereItIsTheProxy()
    {
        var rules = Firewall.RulesOf(new() { PublicTcp = [80, 443, 2222] }, new() { Tls = new() { Mode = TlsMode.Cloudflare } });

        Each.Of(
            rules.Where(rule => rule.Port is "80" or "443"),
            rule => Assert.Equal(CloudflareRanges.Load().Select(range => range.ToString()), rule.Sources));
        Assert.Contains("0.0.0.0/0", rules.Single(rule => rule.Port == "2222").Sources);
    }

    [Fact]
    public void SplitsSourcesAtHetznersLimit() =>
        Each.Of(
            Firewall.RulesOf(new(), new() { Tls = new() { Mode = TlsMode.Cloudflare } }),
            rule => Assert.InRange(rule.Sources.Count, 1, 100));
}
