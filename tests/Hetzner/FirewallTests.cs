using Infra.Hetzner;
using Infra.Model;

namespace Infra.Tests.Hetzner;

public sealed class FirewallTests
{
    private static readonly AddressRangeSpec Office = new() { Name = "office", Addresses = [Cidr.Parse("198.51.100.0/24")] };

    [Fact]
    public void SshAndTheApiAreOpenToTheirNamedRangesOnly()
    {
        var rules = Firewall.RulesOf(new() { Ranges = [Office], SshFrom = ["office"], ApiFrom = ["office"] });

        Assert.Equal(["198.51.100.0/24"], rules.Single(rule => rule.Port == "22").Sources);
        Assert.Equal(["198.51.100.0/24"], rules.Single(rule => rule.Port == "6443").Sources);
    }

    [Fact]
    public void WithoutARangeThereIsNoWayInForSshAndTheApi() =>
        Assert.DoesNotContain(Firewall.RulesOf(new()), rule => rule.Port is "22" or "6443");

    [Fact]
    public void VisitorsReachHttpAndHttps() =>
        Assert.Equal(["80", "443"], Firewall.RulesOf(new() { Icmp = false }).Select(rule => rule.Port));

    [Fact]
    public void PingHasNoPort()
    {
        var ping = Assert.Single(Firewall.RulesOf(new() { PublicTcp = [] }));

        Assert.Equal(("icmp", null), (ping.Protocol, ping.Port));
    }
}
