using Infra.Model;
using Infra.Model.Loading;

namespace Infra.Tests.Model.Validation;

public sealed class MigrationRulesTests
{
    [Fact]
    public void RefusesTwoPhasesOfOneOrder() =>
        Refuses("phases: [{name: a, order: 0, title: A}, {name: b, order: 0, title: B}]", "phases[b].order: the order '0' is taken");

    [Fact]
    public void RefusesNameOfPhaseForStep() =>
        RefusesStep("name: a, title: A", "phases[a].steps[a].name: the name of a phase or step 'a' is taken");

    [Fact]
    public void RefusesUnknownGate() =>
        RefusesStep(
            "name: s, title: S, requires: [gate-9]",
            "phases[a].steps[s].requires[1]: there is no gate 'gate-9'; did you mean 'gate-1'?");

    [Fact]
    public void RefusesStepWithoutWayBackThatRequiresNoGate() =>
        RefusesStep(
            "name: s, title: S, final: true",
            "phases[a].steps[s].final: there is no way back after the step, and it requires no gate");

    [Fact]
    public void RefusesUnknownDataMove() =>
        RefusesStep("name: s, title: S, dataMoves: [photos]", "phases[a].steps[s].dataMoves[1]: there is no data move 'photos'");

    [Fact]
    public void RefusesUnknownEnvironment() =>
        RefusesStep(
            "name: s, title: S, environments: [{name: qa, changes: {}}]",
            "phases[a].steps[s].environments[qa].name: there is no environment 'qa'");

    private static void RefusesStep(string step, string says) =>
        Refuses($"phases: [{{name: a, order: 0, title: A, gates: [{{name: gate-1, title: G, criteria: []}}], steps: [{{{step}}}]}}]", says);

    private static void Refuses(string migration, string says)
    {
        using var system = new ScratchSystem();
        system.Write("stacks/tiny/migration.yaml", migration);
        Assert.StartsWith($"stacks/tiny/migration.yaml:1: {says}", Assert.Single(Errors(system)), StringComparison.Ordinal);
    }

    private static List<string> Errors(ScratchSystem system) =>
        [.. StackLoad.System(system.Root, new StackSelection { Stack = "prod", System = "tiny", Environment = "prod" }).Problems
            .Where(problem => problem.Level == ProblemLevel.Error).Select(problem => problem.ToString())];
}
