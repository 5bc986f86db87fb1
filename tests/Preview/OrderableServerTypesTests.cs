using Infra.Preview.Checks;
using Infra.Preview.Cost;

namespace Infra.Tests.Preview;

public sealed class OrderableServerTypesTests
{
    [Fact]
    public void TypeThatCannotBeOrderedIsOneWarningWithAlternatives()
    {
        var load = Community.Load("prod");

        var warning = Assert.Single(OrderableServerTypes.In(load.Spec!, load.Sources));

        Assert.Matches(@"^stacks/community/env\.prod\.yaml:[0-9]+: warning: cluster\.nodes\[master-1\]\.serverType: ", warning);
        Assert.Contains("no orders of cx33 on 2026-07-23 (asked for hel1", warning, StringComparison.Ordinal);
        Assert.Contains("choose cpx32 (35.49 EUR a month), cpx42 (69.49 EUR", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{cluster: {nodes: [{name: worker-2, serverType: cx43}]}}", 2)]
    [InlineData("{cluster: {nodes: [{name: master-1, serverTypeUnlisted: true}]}}", 1)]
    [InlineData(
        "{cluster: {nodes: [{name: master-1, serverType: cpx32}, {name: worker-1, serverType: cpx32},"
            + " {name: worker-2, serverType: cpx32}]}}",
        0)]
    [InlineData("{cluster: {location: hil, network: {zone: us-west}}}", 0)]
    public void EachTypeIsWarnedOfOnceUnlessItIsAccepted(string overrides, int warnings)
    {
        var load = Community.Load("prod", overrides: overrides);
        Assert.Equal(warnings, OrderableServerTypes.In(load.Spec!, load.Sources).Count);
    }

    [Fact]
    public void GuestsAndExistingHostsOrderNothing()
    {
        var guest = Community.Load("stage");
        Assert.Empty(OrderableServerTypes.In(guest.Spec!, guest.Sources));
        var homelab = StackLoad.Load(FrozenSystems.Root, "homelab").Result;
        Assert.Empty(OrderableServerTypes.In(homelab.Spec!, homelab.Sources));
    }

    [Theory]
    [InlineData("cx23", "cpx22, cpx32, ccx13, cpx42, ccx23, cpx52, cpx62, ccx33, ccx43, ccx53, ccx63")]
    [InlineData("cx53", "cpx62, ccx43, ccx53, ccx63")]
    [InlineData("cax21", "")]
    [InlineData("gx11", "")]
    public void AlternativesAreAsLargeAndTheCheapestFirst(string type, string expected) =>
        Assert.Equal(
            expected,
            string.Join(", ", OrderableServerTypes.Alternatives(type, "eu-central", PriceList.Hetzner).Select(price => price.Type)));
}
