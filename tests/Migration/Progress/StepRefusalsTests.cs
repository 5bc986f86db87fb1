using Infra.Migration;
using Infra.Model;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Migration.Progress;

/// <summary>Moves between steps, decided of plain values.</summary>
public sealed class StepRefusalsTests
{
    private const string Migration = """
        phases:
          - name: a
            order: 1
            title: A
            steps: [{name: a1, title: A1}, {name: a2, title: A2}]
            gates:
              - {name: gate-a, title: G, criteria: [{name: nodes, title: N, check: nodesReady, environment: dev}]}
          - name: b
            order: 2
            title: B
            steps:
              - {name: b1, title: B1}
              - {name: b2, title: B2, environments: [{name: prod, changes: {description: x}}]}
            gates:
              - {name: gate-b, title: G, criteria: [{name: nodes, title: N, check: nodesReady}]}
          - name: c
            order: 3
            title: C
            gates:
              - {name: gate-c, title: G, criteria: [{name: nodes, title: N, check: nodesReady}]}
            steps:
              - {name: c1, title: C1, changes: {description: x}}
              - {name: c2, title: C2, requires: [gate-c], final: true}
              - {name: c3, title: C3}
        """;

    [Theory]
    [InlineData("a1", "a1")]
    [InlineData("a1", "a2")]
    [InlineData("a1", "a")]
    [InlineData("a", "a2")]
    [InlineData("b1", "b2")]
    [InlineData("b1", "b")]
    [InlineData("b2", "b1")]
    [InlineData("c1", "a1")]
    [InlineData("c1", null)]
    [InlineData("c2", "c3")]
    [InlineData("c3", "c2")]
    [InlineData("c", "c")]
    [InlineData("", "a1")]
    [InlineData("", null)]
    public void AllowsOneStepForwardAndAllTheWayBack(string recorded, string? chosen) => Assert.Empty(Refusals(chosen, At(recorded)));

    [Theory]
    [InlineData("a1", "b1", "b1", 2, "a2", "")]
    [InlineData("a1", "b", "b2", 3, "a2", "")]
    [InlineData("", "a2", "a2", 2, "a1", "")]
    [InlineData("b1", "c", "c3", 4, "b2", "")]
    [InlineData("b2", "c3", "c3", 3, "c1", "gate-b")]
    [InlineData("c1", "c", "c3", 2, "c2", "gate-c")]
    public void RefusesMoreThanOneStepForward(string recorded, string chosen, string step, int steps, string next, string gate)
    {
        var where = recorded.Length == 0 ? "before the first step" : $"at '{recorded}'";
        var asked = gate.Length == 0
            ? ""
            : $"; {gate} must pass before it, and dotnet run --project cli -- gate prod --step {next} --dry-run shows what that asks";
        Assert.Equal(
            [
                $"Pulumi.prod.yaml: infra:phase: '{step}' is {steps} steps ahead: the stack is {where} (as its last run left "
                    + "it), "
                    + $"and steps are made one at a time; make the next one first: pulumi config set infra:phase {next} --stack prod, "
                    + $"then pulumi up --stack prod{asked}",
            ],
            Refusals(chosen, At(recorded) with { Others = Passed("gate-a/nodes") }));
    }

    [Theory]
    [InlineData("c2", "c1")]
    [InlineData("c3", "c1")]
    [InlineData("c", "a1")]
    [InlineData("c2", null)]
    public void RefusesTheWayBackOverAFinalStep(string recorded, string? chosen) =>
        Assert.Equal(
            [
                $"Pulumi.prod.yaml: infra:phase: there is no way back over 'c2', which is final, and the stack is at "
                    + $"'{(recorded == "c" ? "c3" : recorded)}' (as its last run left it); go back no further than it: "
                    + "pulumi config set infra:phase c2 --stack prod, then pulumi up --stack prod",
            ],
            Refusals(chosen, At(recorded)));

    /// <summary>After lost state, or brought up by a program that kept none: the stack itself counts its gates as passed too.</summary>
    [Fact]
    public void StackBehindTheGateWithoutEvidenceCountsAsPassed() =>
        Assert.Empty(Refusals("b1", At("a2") with { Others = Of(Passed()["dev"] with { Phase = "b1" }) }));

    [Fact]
    public void EveryStepOfAFinalPhaseIsFinal()
    {
        var migration = Migration.Replace("order: 2", "order: 2\n    final: true", StringComparison.Ordinal);
        Assert.StartsWith(
            "Pulumi.prod.yaml: infra:phase: there is no way back over 'b2', which is final",
            Assert.Single(Refusals("b1", At("b2"), migration)),
            StringComparison.Ordinal);
        Assert.Empty(Refusals("b2", At("c1"), migration));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a1")]
    public void StackThatWasNeverUpBeginsAtTheFirstStep(string? chosen) => Assert.Empty(Refusals(chosen, New()));

    // Nothing changes in prod before b2, so that prod may begin there: but gate-a stands before it.
    [Fact]
    public void StackThatWasNeverUpBeginsAtTheFirstStepThatChangesItAtTheLatest()
    {
        Assert.Empty(Refusals("b2", New() with { Others = Passed("gate-a/nodes") }));
        Assert.Equal(
            [
                "Pulumi.prod.yaml: infra:phase: the stack was never brought up, and begins at 'b2' at the latest: the steps before 'c1' "
                    + "were "
                    + "not made; make that one first: pulumi config set infra:phase b2 --stack prod, then pulumi up --stack prod; "
                    + "gate-a must "
                    + "pass before it, and dotnet run --project cli -- gate prod --step b2 --dry-run shows what that asks; if only its "
                    + "state "
                    + "was lost, say where it is: pulumi config set infra:phaseInForce STEP --stack prod (docs/runbooks/lost-state.md)",
            ],
            Refusals("c1", New() with { Others = Passed("gate-a/nodes") }));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("b1", true)]
    [InlineData("b2", true)]
    [InlineData("c1", false)]
    public void StackThatWasNeverUpBeginsAtOrAfterCompletedPhases(string chosen, bool isAllowed)
    {
        var migration = Migration.Replace("order: 1", "order: 1\n    completed: true", StringComparison.Ordinal);
        Assert.Equal(isAllowed, Refusals(chosen, New(), migration).Count == 0);
    }

    [Fact]
    public void CompletedPhaseAfterOneThatIsNotCountsForNothing()
    {
        var migration = Migration.Replace("order: 2", "order: 2\n    completed: true", StringComparison.Ordinal);
        Assert.Contains("begins at 'b2' at the latest", Assert.Single(Refusals("c2", New(), migration)), StringComparison.Ordinal);
    }

    [Fact]
    public void GatesOfCompletedPhasesCountAsPassedForANewStackOnly()
    {
        var migration = Migration.Replace("order: 1", "order: 1\n    completed: true", StringComparison.Ordinal);
        Assert.Empty(StepMove.Of(System("b1", null, migration), New())!.Gates);
        Assert.Equal(["gate-a"], StepMove.Of(System("b1", null, migration), At("a2"))!.Gates.Select(gate => gate.Name));
    }

    [Theory]
    [InlineData("a2", "b1", "gate-a")]
    [InlineData("a2", "a2", "")]
    [InlineData("b1", "b2", "")]
    [InlineData("b2", "c1", "gate-b")]
    [InlineData("c1", "c2", "gate-c")]
    [InlineData("c1", "b1", "")]
    [InlineData("", "c2", "gate-a gate-b gate-c")]
    public void GatesOfAMoveAreThoseThatDidNotStandBehindIt(string recorded, string chosen, string gates) =>
        Assert.Equal(gates, string.Join(' ', StepMove.Of(System(chosen), At(recorded))!.Gates.Select(gate => gate.Name)));

    [Fact]
    public void LostStateIsSaidByTheConfig()
    {
        Assert.Empty(Refusals("c1", Read(System("c1", "b2"), null)));
        Assert.StartsWith(
            "Pulumi.prod.yaml: infra:phase: 'c2' is 2 steps ahead: the stack is at 'b2' (by infra:phaseInForce), and steps are made one at",
            Assert.Single(Refusals("c2", Read(System("c2", "b2"), null), inForce: "b2")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void PhaseInForceThatTheOutputsContradictIsRefused()
    {
        Assert.Empty(Refusals("b2", Read(System("b2", "b"), "b2"), inForce: "b"));
        Assert.Equal(
            [
                "Pulumi.prod.yaml: infra:phaseInForce: it says 'c2', and the stack is at 'b2' (as its last run left it); remove "
                    + "it, the outputs say it: pulumi config rm infra:phaseInForce --stack prod",
            ],
            Refusals("b2", Read(System("b2", "c2"), "b2"), inForce: "c2"));
        Assert.Contains(
            "the stack is before the first step",
            Assert.Single(Refusals("a1", Read(System("a1", "c2"), ""), inForce: "c2")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void StepThatTheMigrationNoLongerHasIsNamedByTheConfig()
    {
        Assert.Equal(
            [
                "Pulumi.prod.yaml: infra:phaseInForce: the stack is at 'old' (as its last run left it), which the migration "
                    + "does "
                    + "not have; if the step was renamed, say its present name: pulumi config set infra:phaseInForce STEP --stack prod, "
                    + "with "
                    + "one of a1, a2, b1, b2, c1, c2, c3",
            ],
            Refusals("b2", Read(System("b2"), "old")));
        Assert.Empty(Refusals("b2", Read(System("b2", "b1"), "old"), inForce: "b1"));
        Assert.Contains(
            "the stack is at 'b1' (by infra:phaseInForce)",
            Assert.Single(Refusals("c1", Read(System("c1", "b1"), "old"), inForce: "b1")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a2", "dev is at 'a2'", "bring it there: pulumi config set infra:phase b1 --stack dev, then pulumi up --stack dev, then")]
    [InlineData(
        "a1", "dev is at 'a1'",
        "bring it there: pulumi config set infra:phase a2 --stack dev, then pulumi up --stack dev, then the same with each step up to "
            + "'b1', ")]
    [InlineData(
        null, "dev is before the first step",
        "bring it there: pulumi config set infra:phase a1 --stack dev, then pulumi up --stack dev, then")]
    [InlineData("x", "dev is at 'x', which the migration does not have", "bring it there: pulumi config set infra:phase a1 --stack dev")]
    public void GateOfAnotherClusterWithoutEvidenceIsRefused(string? phase, string place, string way) =>
        Assert.StartsWith(
            "Pulumi.prod.yaml: infra:phase: 'gate-a' stands before 'b1' and asks for nodes in the environment dev, whose stack has not "
                + "passed "
                + $"it: {place}; {way}",
            Assert.Single(Refusals("b1", At("a2") with { Others = Of(Passed()["dev"] with { Phase = phase }) })),
            StringComparison.Ordinal);

    [Fact]
    public void GateOfAnotherClusterThatCannotBeAskedIsRefused() =>
        Assert.Contains(
            "whose stack has not passed it: unknown stack \"dev\"; bring it there: pulumi config set infra:phase a1 --stack dev",
            Assert.Single(Refusals("b1", At("a2") with { Others = Of(OtherProgress.Unknown("dev", "unknown stack \"dev\"")) })),
            StringComparison.Ordinal);

    [Fact]
    public void EvidenceOfAnotherClusterLetsTheGatePass() =>
        Assert.Empty(Refusals("b1", At("a2") with { Others = Passed("gate-a/nodes") }));

    [Fact]
    public void EvidenceOfAnotherClusterThatDidNotHoldLetsNothingPass() =>
        Assert.Contains(
            "asks for nodes in the environment dev, whose stack has not passed it",
            Assert.Single(Refusals("b1", At("a2") with
            {
                Others = Of(new("dev") { Phase = "b1", Gates = new Dictionary<string, string> { ["gate-a/nodes"] = Line(isOk: false) } }),
            })),
            StringComparison.Ordinal);

    [Fact]
    public void OnlyAMoveForwardAsksAnotherCluster()
    {
        Assert.Equal(["dev"], StepMove.Of(System("b1"), At("a2"))!.OtherClusters);
        Assert.Empty(StepMove.Of(System("b1"), At("b1"))!.OtherClusters);
        Assert.Empty(StepMove.Of(System("b1"), At("b2"))!.OtherClusters);
        Assert.Empty(StepMove.Of(System("c1"), At("b2"))!.OtherClusters);
    }

    [Fact]
    public void AllProblemsAreReportedTogether() =>
        Assert.Equal(2, Refusals("b2", At("a2") with { Others = Of(new("dev") { Gates = new Dictionary<string, string>() }) }).Count);

    [Fact]
    public void SystemWithoutPhasesRefusesNothing() => Assert.Empty(Refusals(null, At("old"), "phases: []"));

    [Fact]
    public void RefusesAGateOfTwoClusters()
    {
        using var system = Files(
            "phases: [{name: a, order: 1, title: A, gates: [{name: g, title: G, criteria: [{name: x, title: X, check: nodesReady, "
                + "environment: dev}, {name: y, title: Y, check: nodesReady, environment: prod}]}]}]",
            "");
        Assert.StartsWith(
            "stacks/tiny/migration.yaml:1: phases[a].gates[g].criteria[x].environment: 'dev' has another cluster than 'prod' of the "
                + "same gate",
            Assert.Single(StackLoad.Load(system.Root, "prod").Result.Problems).ToString(),
            StringComparison.Ordinal);
    }

    private static MigrationProgress New() => new() { IsRead = true };

    private static MigrationProgress At(string recorded) => Read(System(null), recorded) with
    {
        Phase = recorded.Length == 0 ? null : recorded,
        Recorded = recorded.Length == 0 ? null : recorded,
    };

    private static MigrationProgress Read(SystemSpec system, string? recorded) =>
        ProgressOutputs.Of(
            system, recorded is null ? [] : new Dictionary<string, object?>(StringComparer.Ordinal) { ["phase"] = recorded });

    private static Dictionary<string, OtherProgress> Passed(params string[] evidence) =>
        Of(new("dev") { Phase = "b1", Gates = evidence.ToDictionary(name => name, _ => Line(isOk: true)) });

    private static string Line(bool isOk) =>
        new GateEvidence("gate-a", "nodes", "nodesReady", "the nodes", "3 ready", "all ready", "2026-03-01", isOk).Line();

    private static Dictionary<string, OtherProgress> Of(OtherProgress dev) => new(StringComparer.Ordinal) { ["dev"] = dev };

    private static List<string> Refusals(
        string? chosen, MigrationProgress progress, string migration = Migration, string? inForce = null) =>
        [.. StepRefusals.Of(System(chosen, inForce, migration), progress).Select(problem => problem.ToString())];

    private static SystemSpec System(string? chosen, string? inForce = null, string migration = Migration)
    {
        using var system = Files(
            migration,
            $"{(chosen is null ? "" : $"  infra:phase: {chosen}\n")}{(inForce is null ? "" : $"  infra:phaseInForce: {inForce}\n")}");
        var result = StackLoad.Load(system.Root, "prod").Result;
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Spec;
    }

    private static ScratchSystem Files(string migration, string config)
    {
        var system = new ScratchSystem();
        return system
            .Write("stacks/tiny/env.dev.yaml", File.ReadAllText(Path.Combine(system.Root, "stacks/tiny/env.prod.yaml")))
            .Write("stacks/tiny/migration.yaml", migration)
            .Write("Pulumi.dev.yaml", "config:\n  infra:system: tiny\n  infra:environment: dev\n")
            .Write("Pulumi.prod.yaml", $"config:\n  infra:system: tiny\n  infra:environment: prod\n{config}");
    }
}
