using Infra.Migration;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Migration.Moves;

public sealed class PlannedMovesTests
{
    [Fact]
    public async Task RehearsalsComeBeforeEveryMoveAndTheAppsAfterThem()
    {
        var plan = await PlanAsync("3-data", null);

        var move = Only(plan, "move-wordpress-files");
        Assert.Equal(DataMove.Token, plan.Find(move.Parent!)!.Type);
        Assert.Contains(Only(plan, "move-wordpress-files-rehearsal").Urn, move.DependsOn);
        Assert.Contains(Only(plan, "move-svelte-uploads-rehearsal").Urn, move.DependsOn);
        Assert.Contains(
            move.DependsOn,
            static urn => urn.Contains(":PersistentVolumeClaim::", StringComparison.Ordinal)
                && urn.EndsWith("wordpress-files", StringComparison.Ordinal));
        Assert.Contains(move.Urn, Only(plan, "app-wordpress-blue-deployment", "kubernetes:apps/v1:Deployment").DependsOn);
    }

    [Fact]
    public async Task WayBackIsPlannedWhereTheStackLeavesTheStep()
    {
        var plan = await PlanAsync("3-blue", "3-data");

        var back = Only(plan, "move-wordpress-files-back");
        Each.Lacks(plan.Resources, static resource => resource.Name.EndsWith("-rehearsal", StringComparison.Ordinal));
        Assert.Contains(back.Urn, Only(plan, "app-wordpress-blue-deployment", "kubernetes:apps/v1:Deployment").DependsOn);
    }

    /// <summary>A turn back begins a new attempt at once, so that the way forward after it runs the move again.</summary>
    [Theory]
    [InlineData("3-data", null, "forward")]
    [InlineData("3-blue", "3-data", "back")]
    public async Task BothDirectionsShareOneAttempt(string step, string? from, string direction)
    {
        var attempt = Only(
            await PlanAsync(step, from), "move-wordpress-files-attempt", "random:index/randomId:RandomId");

        Assert.Equal(direction, attempt.Inputs.At("keepers", "direction")!.Text);
    }

    [Fact]
    public async Task NothingIsPlannedBeforeTheStep() => Each.Lacks(
        (await PlanAsync("3-blue", null)).Resources, static resource => resource.Type == DataMove.Token);

    [Fact]
    public async Task KeyIsOnStandardInputAlone()
    {
        var move = Only(await PlanAsync("3-data", null), "move-wordpress-files");
        Assert.Contains("stdin", move.SecretInputs);
        Assert.Matches("^env STEP=move SCRIPT=[0-9a-f]+ bash -s$", move.Inputs["create"]!.Text);
    }

    private static PlanResource Only(PlanGraph plan, string name, string type = "command:remote:Command") =>
        Assert.Single(plan.Resources, resource => resource.Name == name && resource.Type == type);

    private static Task<PlanGraph> PlanAsync(string step, string? from)
    {
        var system = Community.Spec("prod", step);
        system = system with
        {
            Migration = system.Migration with
            {
                DataMoves = [.. system.Migration.DataMoves.Where(static move => move.Kind == DataKind.Files)],
            },
        };
        return Plans.OfAsync(system, from);
    }
}
