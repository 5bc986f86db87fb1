using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Cost;

public sealed class CostChangeTests
{
    private const string NoAddress = "location: nbg1, publicNets: [{ipv4: 1}]";

    [Theory]
    [InlineData(
        "server a {serverType: cx33, " + NoAddress + "}",
        "server a {serverType: cx43, " + NoAddress + "}",
        "8.49 6.49 -> 15.99 15.99",
        "a: server cx33 8.49, or 6.49 if ordered before 2026-06-15 -> server cx43 15.99")]
    [InlineData("server a {serverType: cx33, " + NoAddress + "}", "network n {}", "8.49 6.49 -> 0.00 0.00",
        "a: no longer server cx33 8.49, or 6.49 if ordered before 2026-06-15")]
    [InlineData("network n {}", "server a {serverType: cx33, " + NoAddress + "}", "0.00 0.00 -> 8.49 8.49", "a: new, server cx33 8.49")]
    [InlineData("volume a {size: 10}", "volume a {size: 20}", "0.57 0.57 -> 1.14 1.14",
        "a: volume of 10 GB 0.57 -> volume of 20 GB 1.14")]
    [InlineData("balancer a {loadBalancerType: lb11}", "balancer a {loadBalancerType: lb21}", "7.49 7.49 -> 0.00 0.00",
        "a: load balancer lb11 7.49 -> load balancer lb21 price unknown")]
    [InlineData(
        "server a {serverType: ccx43, " + NoAddress + "}",
        "server a {serverType: ccx33, " + NoAddress + "}",
        "275.99 price unknown -> 138.49 138.49",
        "a: server ccx43 275.99, or an unknown amount if ordered before 2026-06-15 -> server ccx33 138.49")]
    public void ChangedResourceHasBothPrices(string old, string plan, string sums, string item)
    {
        var change = CostChange.Between(CostPlans.Of(old), CostPlans.Of(plan));
        Assert.Equal(sums, Sums(change));
        Assert.Equal(item, CostText.Of(Assert.Single(change.Items), PriceList.Hetzner));
    }

    [Fact]
    public void ReplacedServerLosesTheEarlierPrice()
    {
        var plan = CostPlans.Of($"server a {{serverType: cx33, {NoAddress}}}", $"server b {{serverType: cx33, {NoAddress}}}");

        var change = CostChange.Between(plan, plan, new HashSet<string> { CostPlans.Urn("server", "b") });

        Assert.Equal("16.98 12.98 -> 16.98 14.98", Sums(change));
        Assert.Equal(
            "b: server cx33 8.49, or 6.49 if ordered before 2026-06-15 -> server cx33 8.49 (replaced)",
            CostText.Of(Assert.Single(change.Items), PriceList.Hetzner));
    }

    [Fact]
    public void ReplacedServerOfADiffIsRecognised()
    {
        var plan = CostPlans.Of($"server a {{serverType: cx33, {NoAddress}}}");
        var diff = new PlanDiff
        {
            Old = plan,
            New = plan,
            Steps = [new(StepKind.Replace, plan.Resources[0], plan.Resources[0])],
        };
        Assert.True(Assert.Single(CostChange.Of(diff).Items).IsReplaced);
    }

    [Fact]
    public void ServerWithAnotherNameIsNoNewOrder()
    {
        var old = CostPlans.Of($"server a {{serverType: cx33, {NoAddress}}}");
        var plan = CostPlans.Of($"server b {{serverType: cx33, {NoAddress}}}");
        plan = new(plan.Header, [plan.Resources[0] with { Aliases = [old.Resources[0].Urn] }], plan.Outputs);

        var change = CostChange.Of(PlanDiffer.Between(old, plan));

        Assert.True(change.IsEmpty);
        Assert.Equal("8.49 6.49 -> 8.49 6.49", Sums(change));
    }

    [Fact]
    public void UnknownPriceMakesTheChangeIncomplete()
    {
        var change = CostChange.Between(CostPlans.Of("network n {}"), CostPlans.Of("balancer a {loadBalancerType: lb21}"));
        Assert.True(change.IsIncomplete);
    }

    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public async Task StackAgainstItselfChangesNothing(string stack)
    {
        var plan = await Plans.OfAsync(stack);
        var change = CostChange.Between(plan, plan);
        Assert.True(change.IsEmpty);
        Assert.Equal((change.From, change.EarlierFrom), (change.To, change.EarlierTo));
    }

    private static string Sums(CostChange change) =>
        $"{CostText.Amount(change.From)} {CostText.Amount(change.EarlierFrom)} -> "
            + $"{CostText.Amount(change.To)} {CostText.Amount(change.EarlierTo)}";
}
