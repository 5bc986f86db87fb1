using Infra.Model;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Preview.Diff.Edits;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>Slots that are added to an app or removed from it: its service changes from ready pods to ready pods.</summary>
public sealed class SlotChangeTests
{
    private const string Service = "app-services-prod-wordpress";

    private static readonly BlueGreenSpec Slots = new()
    {
        Mode = BlueGreenMode.Full,
        BlueImage = "wordpress:1",
        GreenImage = "wordpress:2",
    };

    [Fact]
    [Pitfall("slots-added-or-removed")]
    public async Task ServiceLeavesTheSlotsOnlyAfterThePodsWithoutSlotsAreReady()
    {
        var plan = await PlanAsync(new());

        Assert.Contains(Named(plan, "app-wordpress-deployment").Urn, plan.Before(Named(plan, Service)));
        Assert.Contains(
            $"update Service {Service}: spec.selector.infra/slot, spec.selector.infra/versions",
            StepLine.Of(PlanDiffer.Between(await PlanAsync(Slots), plan)));
    }

    [Theory]
    [Pitfall("slots-added-or-removed")]
    [InlineData("app-wordpress-blue-deployment")]
    [InlineData("app-wordpress-blue-smoke-test")]
    public async Task ServiceSelectsASlotOnlyAfterItsPodsAreTested(string first)
    {
        var plan = await PlanAsync(Slots);

        Assert.Contains(Named(plan, first).Urn, plan.Before(Named(plan, Service)));
    }

    [Fact]
    [Pitfall("slots-added-or-removed")]
    public async Task ServiceWithoutSlotsSelectsNoPodOfASlotAndTheOtherWayRound()
    {
        var (one, two) = (await PlanAsync(new()), await PlanAsync(Slots));

        Assert.True(Selects(one, one, "app-wordpress-deployment"));
        Assert.False(Selects(one, two, "app-wordpress-blue-deployment"));
        Assert.False(Selects(one, two, "app-wordpress-green-deployment"));
        Assert.True(Selects(two, two, "app-wordpress-blue-deployment"));
        Assert.False(Selects(two, one, "app-wordpress-deployment"));
    }

    /// <summary>Pods that two budgets select cannot be evicted, and a drain waits for the end of the run.</summary>
    [Fact]
    [Pitfall("slots-added-or-removed")]
    public async Task BudgetWithoutSlotsSelectsNoPodOfASlot()
    {
        var (one, two) = (await PlanAsync(new()), await PlanAsync(Slots));
        var selector = Named(one, "app-wordpress-budget").Inputs.At("spec", "selector", "matchLabels")!;

        Assert.True(Matches(selector, one, "app-wordpress-deployment"));
        Assert.False(Matches(selector, two, "app-wordpress-blue-deployment"));
        Assert.False(Matches(selector, two, "app-wordpress-green-deployment"));
    }

    [Theory]
    [InlineData(BlueGreenMode.None)]
    [InlineData(BlueGreenMode.Partial)]
    public async Task StatefulSetIsAlike(BlueGreenMode mode)
    {
        const string name = "wanderer-pocketbase";
        var plan = await PlanAsync(new() { Mode = mode, GreenImage = mode == BlueGreenMode.None ? null : "pocketbase:2" }, name);

        var service = Named(plan, $"app-services-prod-{name}");
        Assert.Contains(Named(plan, $"app-{name}-set").Urn, plan.Before(service));
        Assert.Equal("one", service.Inputs.At("spec", "selector", "infra/versions")!.Text);
        Assert.Equal("one", Named(plan, $"app-{name}-set").Inputs.At("spec", "template", "metadata", "labels", "infra/versions")!.Text);
    }

    [Theory]
    [Pitfall("slots-added-or-removed")]
    [InlineData(true, "app-wordpress-blue-deployment")]
    [InlineData(false, "app-wordpress-deployment")]
    public async Task AutoscaledPodsAreAsManyAsTheLeastBeforeTheServiceMoves(bool slots, string workload)
    {
        var plan = await PlanAsync(slots ? Slots : new(), scaling: new() { Min = 2, Max = 4 });

        Assert.Equal(2, Named(plan, workload).Inputs.At("spec", "replicas")!.Number);
        Assert.Equal(["spec.replicas"], Named(plan, workload).IgnoreChanges);
        Assert.Contains(Named(plan, workload).Urn, plan.Before(Named(plan, Service)));
    }

    private static bool Selects(PlanGraph plan, PlanGraph other, string workload) =>
        Matches(Named(plan, Service).Inputs.At("spec", "selector")!, other, workload);

    private static bool Matches(PlanValue selector, PlanGraph plan, string workload)
    {
        var labels = Named(plan, workload).Inputs.At("spec", "template", "metadata", "labels")!;
        return selector.Keys.All(key => labels.TextOf(key) == selector.TextOf(key));
    }

    private static Task<PlanGraph> PlanAsync(BlueGreenSpec slots, string name = "wordpress", AutoscalingSpec? scaling = null)
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        return DatabaseSystems.PlanAsync(system with
        {
            Apps =
            [
                .. system.Apps.Select(app => app.Name == name
                    ? app with { BlueGreen = slots, Autoscaling = scaling ?? app.Autoscaling }
                    : app),
            ],
        });
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
