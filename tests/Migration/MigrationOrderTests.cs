using Infra.Migration;
using Infra.Model;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Migration;

/// <summary>Order of every step of the frozen systems. Slow: each stack is planned at each of its steps.</summary>
public sealed class MigrationOrderTests
{
    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public async Task NothingThatAStepChangesComesBeforeItsGates(string stack)
    {
        var before = await AtAsync(stack, "");
        foreach (var step in Steps(before.Spec))
        {
            var plan = await AtAsync(stack, step);

            Problems.None(MigrationOrder.BesideTheirGates(before.Plan, plan.Plan, Gates(plan.Spec)));
            Problems.None(MigrationOrder.NeedsOfGates(plan.Plan));
            before = plan;
        }
    }

    [Fact]
    public async Task GatesOfTheFrozenSystemsAreThoseOfTheirDescriptions()
    {
        Assert.Equal(["gate-1"], Gates((await AtAsync("dev", "2-deploy")).Spec));
        Assert.Empty(Gates((await AtAsync("prod", "2-deploy")).Spec));
        Assert.Equal(["gate-2", "gate-data", "gate-10", "gate-50", "gate-3"], Gates((await AtAsync("prod", "3-decommission")).Spec));
    }

    [Fact]
    public async Task ResourceBesideItsGateIsFound()
    {
        var (before, plan) = (await AtAsync("prod", "2-stage-30"), await AtAsync("prod", "3-blue"));
        var gate = plan.Plan.Resources.Single(resource => resource.Name == "gate-gate-2-command");
        var after = MigrationOrder.After(plan.Plan, gate);
        var job = plan.Plan.Resources.First(resource =>
            resource.Type == "kubernetes:apps/v1:Deployment" && before.Plan.Find(resource.Urn) is null);
        var loose = plan.Plan.With(
            job, job.With(nameof(PlanResource.DependsOn), job.DependsOn.Where(urn => urn != gate.Urn && !after.Contains(urn)).ToArray()));

        Assert.Equal(
            [$"{job.Urn} does not wait for the gate gate-2"], MigrationOrder.BesideTheirGates(before.Plan, loose, ["gate-2"]));
    }

    [Fact]
    public async Task GateWithoutCommandIsFound()
    {
        var (before, plan) = (await AtAsync("prod", "2-stage-30"), await AtAsync("prod", "3-blue"));

        Assert.Equal(["the gate gate-3 has no command"], MigrationOrder.BesideTheirGates(before.Plan, plan.Plan, ["gate-3"]));
    }

    [Fact]
    public async Task GateThatWaitsForTheClusterIsFound()
    {
        var plan = (await AtAsync("prod", "3-blue")).Plan;
        var gate = plan.Resources.Single(resource => resource.Name == "gate-gate-2-command");
        var cluster = plan.Resources.First(resource => resource.Type == "kubernetes:core/v1:Namespace");

        Assert.Equal(
            [$"{gate.Urn} waits for {cluster.Urn}"],
            MigrationOrder.NeedsOfGates(plan.With(gate, gate.With(nameof(PlanResource.DependsOn), new[] { cluster.Urn }))));
    }

    private static IEnumerable<string> Steps(SystemSpec spec) => new StepOrder(spec.Migration).Steps.Select(step => step.Name);

    /// <summary>Gates before the step of a stack that ask its cluster.</summary>
    private static IEnumerable<string> Gates(SystemSpec spec)
    {
        var order = new StepOrder(spec.Migration);
        return order.GatesBefore(order.PositionOf(spec.Stack.Phase)!.Value)
            .Where(gate => GateQuestions.Of(spec, gate).Any(question => question.Source == GateSource.Cluster))
            .Select(gate => gate.Name);
    }

    private static async Task<PlannedStack> AtAsync(string stack, string step)
    {
        var outcome = await StackPreview.RunAsync(FrozenSystems.Root, stack, step);
        Problems.None(outcome.Problems);
        return new(outcome.System!, outcome.Graph!);
    }
}
