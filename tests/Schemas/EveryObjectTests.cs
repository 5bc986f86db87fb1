using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Schemas;

/// <summary>
/// Objects and chart values of the frozen stacks, validated like the API server and the charts do. Slow: the schemas of all kinds are read,
/// and every object is validated against them.
/// </summary>
public sealed class EveryObjectTests
{
    public static TheoryData<string> Stacks() => Plans.Stacks();

    [SkippableTheory]
    [MemberData(nameof(Stacks))]
    [Pitfall("postgres-parameter-text")]
    public async Task ApiServerAcceptsEveryObject(string stack)
    {
        var planned = await Plans.StackAsync(FrozenSystems.Root, stack);

        Assert.NotEmpty(PlannedObjects.Of(planned.Plan));
        Problems.None(await PlanSchemas.CheckObjectsAsync(planned));
    }

    /// <summary>Phases that no stack has selected, with a server that no system describes.</summary>
    [SkippableTheory]
    [InlineData("dev", "1-dev")]
    [InlineData("prod", "2-stage")]
    [InlineData("stage", "2-stage")]
    [InlineData("prod", "3-prod")]
    [InlineData("test", "3-prod")]
    public async Task ApiServerAcceptsEveryObjectOfAPhaseWithRedis(string stack, string phase)
    {
        _ = ReferenceData.Root;
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In(stack, phase));
        var planned = new PlannedStack(system, await DatabaseSystems.PlanAsync(system));

        Assert.Contains(planned.Plan.Resources, resource => resource.Name == "redis-cache-set");
        Problems.None(await PlanSchemas.CheckObjectsAsync(planned));
        Problems.None(await PlanSchemas.CheckChartsAsync(ChartUse.Of(planned.Plan)));
    }

    [SkippableTheory]
    [MemberData(nameof(Stacks))]
    [Pitfall("velero-namespace")]
    public async Task EveryNamespacedObjectNamesItsNamespace(string stack) =>
        Problems.None(await PlanSchemas.CheckNamespacesAsync(await Plans.StackAsync(FrozenSystems.Root, stack)));

    [SkippableTheory]
    [MemberData(nameof(Stacks))]
    [Pitfall("velero-restic")]
    public async Task EveryChartTakesItsValues(string stack) =>
        Problems.None(await PlanSchemas.CheckChartsAsync(PlanSchemas.ChartsOf(await Plans.StackAsync(FrozenSystems.Root, stack))));
}
