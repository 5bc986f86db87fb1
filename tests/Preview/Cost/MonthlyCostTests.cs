using Infra.Preview;
using Infra.Preview.Cost;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Cost;

public sealed class MonthlyCostTests
{
    private const string NoAddress = "publicNets: [{ipv4Enabled: 'x', ipv4: 1}]";

    [Fact]
    public async Task ProductionIsServersAddressesVolumesAndBuckets()
    {
        var stack = await Plans.StackAsync(FrozenSystems.Root, "prod");

        var cost = MonthlyCost.Of(stack.Plan, stack.Spec);

        Assert.Equal(
            [
                "3 server cx33 25.47 19.47",
                "3 IPv4 address 1.50 1.50",
                "1200 volume 68.64 68.64",
                "1 bucket dirtbikechina-k8s-backups at s3.amazonaws.com price unknown price unknown",
                "1 dumps in b2:dirtbikechina-offsite price unknown price unknown",
            ],
            cost.Lines.Select(Text));
        Assert.Equal((95.61m, 89.61m, true), (cost.Sum, cost.EarlierSum, cost.IsIncomplete));
        Assert.Equal(("2026-05-27", "2026-09-26"), cost.Dates);
        Assert.Empty(cost.Notes);
    }

    [Theory]
    [InlineData("stage", "nothing of its own: the cluster is paid for by the stack prod")]
    [InlineData("test", "nothing of its own: the cluster is paid for by the stack prod")]
    [InlineData("homelab", "nothing at Hetzner: the cluster runs on existing hosts")]
    public async Task StackWithoutServersCostsNothingAndTheNoteExplains(string name, string note)
    {
        var stack = await Plans.StackAsync(FrozenSystems.Root, name);

        var cost = MonthlyCost.Of(stack.Plan, stack.Spec);

        Assert.Equal((0m, 0m), (cost.Sum, cost.EarlierSum));
        Assert.Equal([note], cost.Notes);
    }

    [Theory]
    [InlineData("server a {serverType: cx33, location: nbg1, " + NoAddress + "}", "1 server cx33 8.49 6.49")]
    [InlineData("server a {serverType: cpx12, location: fsn1, " + NoAddress + "}", "1 server cpx12 11.49 price unknown")]
    [InlineData("server a {serverType: cx33, datacenter: hel1-dc2, " + NoAddress + "}", "1 server cx33 8.49 6.49")]
    [InlineData("server a {serverType: cpx31, location: ash, " + NoAddress + "}", "1 server cpx31 price unknown price unknown")]
    [InlineData("server a {serverType: gx11, location: nbg1, " + NoAddress + "}", "1 server gx11 price unknown price unknown")]
    [InlineData("volume a {size: 10, location: nbg1}", "10 volume 0.57 0.57")]
    [InlineData("primary a {type: ipv4, location: nbg1}", "1 IPv4 address 0.50 0.50")]
    [InlineData("primary a {type: ipv6, location: nbg1}", "1 IPv6 address 0.00 0.00")]
    [InlineData("floating a {type: ipv4, homeLocation: nbg1}", "1 floating IPv4 address 3.00 3.00")]
    [InlineData("floating a {type: ipv6, homeLocation: nbg1}", "1 floating IPv6 address 1.00 1.00")]
    [InlineData("balancer a {loadBalancerType: lb11, location: nbg1}", "1 load balancer lb11 7.49 7.49")]
    [InlineData("balancer a {loadBalancerType: lb21, location: nbg1}", "1 load balancer lb21 price unknown price unknown")]
    [InlineData("snapshot a {serverId: 1}", "1 snapshot price unknown price unknown")]
    public void ResourceHasItsPrice(string resource, string line) =>
        Assert.Equal([line], MonthlyCost.Of(CostPlans.Of(resource)).Lines.Select(Text));

    [Fact]
    public void ServerWithoutAPlannedAddressPaysForOne() =>
        Assert.Equal(
            ["1 server cx23 5.49 3.99", "1 IPv4 address 0.50 0.50"],
            MonthlyCost.Of(CostPlans.Of("server a {serverType: cx23, location: nbg1}")).Lines.Select(Text));

    [Fact]
    public void ServersOfOneTypeAreOneLine()
    {
        var plan = CostPlans.Of(
            $"server a {{serverType: cx23, location: nbg1, {NoAddress}}}",
            "network n {ipRange: 10.0.0.0/16}",
            $"server b {{serverType: cx23, location: fsn1, {NoAddress}}}");
        Assert.Equal(["2 server cx23 10.98 7.98"], MonthlyCost.Of(plan).Lines.Select(Text));
    }

    [Fact]
    public async Task BackupsAreAFifthOfTheServer()
    {
        var plan = await Plans.OfAsync("prod");
        var server = plan.Resources.First(resource => resource.Name == "worker-1-server");
        var changed = plan.With(server, server.WithInput(Infra.Preview.Graph.PlanValue.OfTruth(true), "backups"));
        Assert.Contains("1 backups of server cx33 1.70 1.30", MonthlyCost.Of(changed).Lines.Select(Text));
    }

    [Fact]
    public async Task BucketAtHetznerIsTheBasePriceOnceWithItsAssumption()
    {
        using var copy = new FrozenCopy();
        copy.Edit("stacks/community/env.prod.yaml", "region: us-east-1", "endpoint: nbg1.your-objectstorage.com\n        region: nbg1");
        var outcome = await StackPreview.RunAsync(copy.Root, "prod");

        var cost = MonthlyCost.Of(outcome.Graph!, outcome.System);

        Assert.Contains("1 object storage 6.49 6.49", cost.Lines.Select(Text));
        Assert.Contains("at most 1 TB stored", Assert.Single(cost.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OldPricesInUseAreAWarning()
    {
        var cost = MonthlyCost.Of(await Plans.OfAsync("prod"));
        Assert.Null(cost.AgeWarning(new(2026, 11, 29)));
        var warning = cost.AgeWarning(new(2027, 8, 1));
        Assert.Contains("older than a year: cx33 of 2026-07-23, volume of 2026-05-27; ", warning, StringComparison.Ordinal);
    }

    private static string Text(CostLine line) =>
        $"{line.Count:0} {line.What} {CostText.Amount(line.Sum)} {CostText.Amount(line.EarlierSum)}";
}
