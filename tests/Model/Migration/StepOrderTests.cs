using Infra.Model;
using Infra.Model.Loading;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Model.Migration;

public sealed class StepOrderTests
{
    [Theory]
    [InlineData(null, StepOrder.BeforeFirst)]
    [InlineData("", StepOrder.BeforeFirst)]
    [InlineData("a1", 0)]
    [InlineData("a2", 1)]
    [InlineData("a", 1)]
    [InlineData("b", 2)]
    [InlineData("c2", 4)]
    [InlineData("c", 4)]
    [InlineData("d", null)]
    public void NameOfAPhaseStandsForItsLastStep(string? name, int? position) => Assert.Equal(position, Order().PositionOf(name));

    [Theory]
    [InlineData(StepOrder.BeforeFirst, "")]
    [InlineData(0, "")]
    [InlineData(1, "")]
    [InlineData(2, "gate-a")]
    [InlineData(3, "gate-a")]
    [InlineData(4, "gate-a gate-c")]
    public void GatesOfEarlierPhasesAndRequiredOnesStandBeforeAStep(int position, string gates) =>
        Assert.Equal(gates, string.Join(' ', Order().GatesBefore(position).Select(gate => gate.Name)));

    [Theory]
    [InlineData("gate-a", "b")]
    [InlineData("gate-c", "c2")]
    [InlineData("gate-late", null)]
    public void FindsTheStepAfterAGate(string gate, string? step) => Assert.Equal(step, Order().After(gate)?.Name);

    private static StepOrder Order()
    {
        using var system = new ScratchSystem().Write(
            "stacks/tiny/migration.yaml",
            """
            phases:
              - {name: c, order: 3, title: C, gates: [{name: gate-c, title: G, criteria: []}, {name: gate-late, title: G, criteria: []}],
                 steps: [{name: c1, title: C1}, {name: c2, title: C2, requires: [gate-c], final: true}]}
              - {name: a, order: 1, title: A, gates: [{name: gate-a, title: G, criteria: []}],
                 steps: [{name: a1, title: A1}, {name: a2, title: A2}]}
              - {name: b, order: 2, title: B}
            """);
        var result = StackLoad.Load(system.Root, "prod").Result;
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return new(result.Spec.Migration);
    }
}
