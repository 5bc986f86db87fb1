using Infra.Migration;
using Infra.Model;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Migration.Gates;

/// <summary>Gates in a plan, and the criteria that are decided before it.</summary>
public sealed class GatePlanTests
{
    private static readonly SystemSpec Prod = Described.StackOf("prod");

    [Fact]
    public void PreviewHasAllGatesBeforeTheStep()
    {
        var gates = GatePlan.Of(At("3-decommission"), MigrationProgress.Assumed(null));

        Assert.Equal(Prod.Migration.Phases.SelectMany(static phase => phase.Gates), gates.Select(static gate => gate.Gate));
        Each.Of(gates, static gate => Assert.True(gate.IsNew));
    }

    [Fact]
    public void NoGateStandsBeforeTheFirstPhase() => Assert.Empty(GatePlan.Of(At("1-apps"), MigrationProgress.Assumed(null)));

    [Fact]
    public void PassedGateWithoutEvidenceHasNoCommand()
    {
        var gates = GatePlan.Of(At("3-data"), new() { IsRead = true, IsUp = true, Phase = "3-blue" });

        Each.Of(gates, static gate => Assert.False(gate.IsNew || gate.HasCommand));
    }

    [Fact]
    public void PassedGateWithEvidenceKeepsItsCommand()
    {
        var gates = GatePlan.Of(
            At("3-data"),
            new() { IsRead = true, IsUp = true, Phase = "3-blue", Gates = new Dictionary<string, string> { ["gate-2/errors"] = "{}" } });

        Assert.Equal([false, true], gates.Select(static gate => gate.HasCommand));
    }

    [Fact]
    public void GateOfTheNextStepIsNew()
    {
        var gates = GatePlan.Of(At("3-blue"), new() { IsRead = true, IsUp = true, Phase = "2-stage-30" });

        Assert.Equal([("gate-1", false), ("gate-2", true)], gates.Select(static gate => (gate.Gate.Name, gate.IsNew)));
        Assert.True(gates[1].HasCommand);
    }

    [Fact]
    public void CriteriaOfAnotherClusterAreAskedByItsStack()
    {
        var questions = GateQuestions.Of(Prod, Gate("gate-1"));

        Each.Of(questions, static one => Assert.Equal((GateSource.OtherStack, "dev"), (one.Source, one.Stack)));
    }

    [Fact]
    public void CriteriaOfGuestsAreAskedHereAndRehearsalsLast()
    {
        var questions = GateQuestions.Of(Prod, Gate("gate-2"));

        Assert.Equal(
            [GateSource.Cluster, GateSource.Person], questions.Select(static one => one.Source).Distinct());
        Assert.Contains("service=~\"stage-.+@kubernetescrd\"", questions[0].Arguments[3], StringComparison.Ordinal);
    }

    [Fact]
    public void MissingConfirmationIsRefusedWithItsCommand()
    {
        var refusal = Assert.Single(Decide(At("3-blue"), "2-stage-30").Refusals).ToString();

        Assert.Contains("gate gate-2, criterion experience: nobody has confirmed it for '3-blue'", refusal, StringComparison.Ordinal);
        Assert.Contains(
            "pulumi config set-all --stack prod --path --plaintext 'infra:confirmations[0].gate=gate-2' "
                + "--plaintext 'infra:confirmations[0].criterion=experience' --plaintext 'infra:confirmations[0].step=3-blue' "
                + "--plaintext 'infra:confirmations[0].by=NAME' --plaintext 'infra:confirmations[0].on=YYYY-MM-DD'",
            refusal,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ConfirmationIsEvidence()
    {
        var system = At("3-blue");
        var confirmation = new ConfirmationSpec
        {
            Gate = "gate-2",
            Criterion = "experience",
            Step = "3-blue",
            By = "Ada",
            On = "2026-03-01",
        };
        var decisions = Decide(system with { Stack = system.Stack with { Confirmations = [confirmation] } }, "2-stage-30");

        Assert.Empty(decisions.Refusals);
        var evidence = GateEvidence.Read(decisions.Evidence["gate-2/experience"])!;
        Assert.Equal(("confirmed by Ada", "2026-03-01", true), (evidence.Seen, evidence.At, evidence.Ok));
    }

    [Fact]
    public void CommandMayTakeTheTimeOfAllCriteria() =>
        Assert.Equal(8 + 2 + 2 + 2 + 2 + 4, Infra.Migration.Gate.MinutesOf(
            [.. GateQuestions.Of(Prod, Gate("gate-2")).Where(static one => one.Source == GateSource.Cluster)]));

    private static GateDecisions Decide(SystemSpec system, string inForce)
    {
        var progress = new MigrationProgress { IsRead = true, IsUp = true, Phase = inForce };
        return GateDecisions.Of(system, new(), progress, GatePlan.Of(system, progress));
    }

    private static SystemSpec At(string step) => Prod with { Stack = Prod.Stack with { Phase = step } };

    private static GateSpec Gate(string name) =>
        Prod.Migration.Phases.SelectMany(static phase => phase.Gates).First(gate => gate.Name == name);
}
