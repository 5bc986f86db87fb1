using Infra.Migration;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Migration.Moves;

public sealed class MovePlanTests
{
    private static readonly string[] All =
    [
        "discourse-database", "logto-database", "wordpress-database", "wordpress-files", "discourse-shared", "pocketbase-data",
        "meilisearch-data", "svelte-uploads",
    ];

    [Theory]
    [InlineData("3-blue", false)]
    [InlineData("3-data", true)]
    [InlineData("3-prod-10", true)]
    [InlineData("3-ab", true)]
    // The source is gone, and so is the way back.
    [InlineData("3-decommission", false)]
    public void MovesArePlannedFromTheirStepOnWhileTheirSourceIsDescribed(string step, bool planned) =>
        Assert.Equal(planned ? All : [], Forward("prod", step, MigrationProgress.Assumed(null)));

    [Theory]
    [InlineData("stage")]
    [InlineData("test")]
    [InlineData("dev")]
    public void OtherEnvironmentsMoveNothing(string environment) =>
        Assert.Empty(Forward(environment, "3-data", MigrationProgress.Assumed(null)));

    [Fact]
    public void MoveOfAnEarlierRunStays() => Assert.Equal(
        ["logto-database"],
        Forward("prod", "3-prod-10", At("3-data", "logto-database")));

    [Fact]
    public void MoveThatTheStackComesToIsPlannedWithoutARecord() => Assert.Equal(All, Forward("prod", "3-data", At("3-blue")));

    [Fact]
    public void StackThatBeginsAtACompletedPhaseWasMovedByHand()
    {
        var homelab = Homelab("3-grafana-on");
        Assert.Empty(Names(MovePlan.Forward(homelab, new() { IsRead = true })));
        Assert.Equal(
            ["grafana-state"],
            Names(MovePlan.Forward(homelab, new() { IsRead = true, IsUp = true, Phase = "2-loki-on" })));
        // A preview of the step shows its move.
        Assert.Equal(["grafana-state"], Names(MovePlan.Forward(homelab, MigrationProgress.Assumed(null))));
    }

    [Theory]
    [InlineData("3-blue", "3-data", true)]
    [InlineData("3-data", "3-prod-10", false)]
    [InlineData("3-data", "3-blue", false)]
    [InlineData("3-blue", "3-prod-50", true)]
    public void StepBackOverTheMovesBringsTheDataBack(string step, string from, bool back) => Assert.Equal(
        back ? All.Reverse() : [],
        Names(MovePlan.Back(Community.Spec("prod", step), MigrationProgress.Assumed(from))));

    [Fact]
    public void WhatWasNotMovedIsNotBroughtBack() => Assert.Equal(
        ["logto-database"],
        Names(MovePlan.Back(Community.Spec("prod", "3-blue"), At("3-data", "logto-database"))));

    /// <summary>A run that failed in the step left no record of the moves that it made.</summary>
    [Fact]
    public void StepThatIsSaidToBeBegunIsBroughtBackWhole()
    {
        var spec = Community.Spec("prod", "3-blue");
        var begun = spec with { Stack = spec.Stack with { PhaseInForce = "3-data" } };
        var outputs = new Dictionary<string, object?>(StringComparer.Ordinal) { ["phase"] = "3-blue" };

        Assert.Equal(All.Reverse(), Names(MovePlan.Back(begun, ProgressOutputs.Of(begun, outputs))));
        Assert.Empty(StepRefusals.Of(begun, ProgressOutputs.Of(begun, outputs)));
        Assert.Empty(MovePlan.Back(spec, ProgressOutputs.Of(spec, outputs)));
    }

    [Fact]
    public void GateAsksNothingOfAMoveThatWasMadeByHand()
    {
        var homelab = Homelab("4-postgres-on");
        var gate = GatePlan.Of(homelab, new() { IsRead = true, IsUp = true, Phase = "3-grafana" })
            .Single(static planned => planned.Gate.Name == "3-stable");

        Assert.Equal(["dashboards"], gate.ByHand.Select(static question => question.Criterion.Name));
        Each.Lacks(gate.Questions, static question => question.Criterion.Check == GateCheck.DataVerified);
    }

    [Fact]
    public void MovesOfOneWriterAreMadeOneAfterAnother()
    {
        var spec = Community.Spec("prod", "3-data");
        var moves = spec.Migration.DataMoves;
        Assert.Equal(["discourse-database"], Before("discourse-shared"));
        Assert.Equal(["pocketbase-data", "meilisearch-data"], Before("svelte-uploads"));
        Assert.Empty(Before("logto-database"));

        IReadOnlyList<string> Before(string name) =>
            Names([.. MovePlan.Before(moves, moves.Single(move => move.Name == name))]);
    }

    [Fact]
    public void JobsThatPrepareADatabaseRunAgainOnceItIsMoved()
    {
        var (before, at, after) = (Moved("3-blue"), Moved("3-data"), Moved("3-decommission"));
        Assert.Equal(("", "logto-database"), (before, at));
        Assert.Equal(at, after);

        static string Moved(string step) => MoveSchedule.MovedInto(
            Community.Spec("prod", step), static (server, name) => (server, name) == ("postgres", "logto"));
    }

    [Fact]
    public void RecordIsTheLastLineOfJson()
    {
        Assert.Equal("{\"a\":1}", MoveRecord.In("x\n{\"b\":2}\n{\"a\":1}\nserver/move: done\n"));
        Assert.Equal("", MoveRecord.In("nothing"));
    }

    private static SystemSpec Homelab(string step) =>
        StackLoad.Load(FrozenSystems.Root, "homelab", step).Result.Spec ?? throw new InvalidOperationException(step);

    private static MigrationProgress At(string step, params string[] records) => new()
    {
        IsRead = true,
        IsUp = true,
        Phase = step,
        DataMoves = records.ToDictionary(static name => name, static _ => "{}"),
    };

    private static IReadOnlyList<string> Forward(string environment, string step, MigrationProgress progress) =>
        Names(MovePlan.Forward(Community.Spec(environment, step), progress));

    private static IReadOnlyList<string> Names(IReadOnlyList<DataMoveSpec> moves) => [.. moves.Select(static move => move.Name)];
}
