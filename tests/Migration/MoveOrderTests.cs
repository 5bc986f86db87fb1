using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Migration;

/// <summary>Order of the data moves of the frozen systems. Slow: production is planned at several of its steps.</summary>
public sealed class MoveOrderTests
{
    [Theory]
    [InlineData("prod", "3-data")]
    [InlineData("prod", "3-prod-100")]
    [InlineData("homelab", "2-loki-on")]
    [InlineData("homelab", "3-grafana-on")]
    public async Task UsersOfATargetComeAfterItsMove(string stack, string step) =>
        Problems.None(MoveOrder.UsersBesideTheirMoves(await AtAsync(stack, step)));

    [Fact]
    public async Task EveryMoveOfProductionIsPlannedAndHasUsers()
    {
        var stack = await AtAsync("prod", "3-data");
        var moves = stack.Spec.Migration.DataMoves;
        var planned = MoveOrder.Commands(stack).Keys;

        Assert.Equal(moves.Select(move => move.Name).Order(StringComparer.Ordinal), planned.Order(StringComparer.Ordinal));
        Each.Of(moves, move => Assert.NotEmpty(MoveOrder.UsersOf(stack, move)));
    }

    [Theory]
    [InlineData("2-loki-on", "loki-history")]
    [InlineData("3-grafana-on", "grafana-state")]
    public async Task MoveOfTheHomelabIsPlannedAtItsStep(string step, string move)
    {
        var stack = await AtAsync("homelab", step);

        Assert.Contains(move, MoveOrder.Commands(stack).Keys);
        Assert.NotEmpty(MoveOrder.UsersOf(stack, stack.Spec.Migration.DataMoves.Single(each => each.Name == move)));
    }

    [Fact]
    public async Task NoMoveIsPlannedBeforeItsStep() => Assert.Empty(MoveOrder.Commands(await AtAsync("prod", "3-blue")));

    [Fact]
    public async Task UserBesideItsMoveIsFound()
    {
        var stack = await AtAsync("prod", "3-data");
        var user = stack.Plan.Resources.First(resource =>
            resource.Type == "kubernetes:apps/v1:Deployment" && resource.Name.StartsWith("app-logto", StringComparison.Ordinal));
        var loose = stack with { Plan = stack.Plan.With(user, user.With(nameof(PlanResource.DependsOn), Array.Empty<string>())) };

        Assert.Contains($"{user.Urn} does not wait for the data move logto-database", MoveOrder.UsersBesideTheirMoves(loose));
    }

    private static async Task<PlannedStack> AtAsync(string stack, string step)
    {
        var outcome = await StackPreview.RunAsync(FrozenSystems.Root, stack, step);
        Problems.None(outcome.Problems);
        return new(outcome.System!, outcome.Graph!);
    }
}
