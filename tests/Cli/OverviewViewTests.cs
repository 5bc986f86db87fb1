using System.Text;
using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Overview;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Cli;

/// <summary>Overview of a stack as text.</summary>
public sealed class OverviewViewTests
{
    [Fact]
    public async Task ServerThatIsRescaledHasTodaysPriceInEverySum()
    {
        var old = await Plans.OfAsync("prod");
        using var copy = new FrozenCopy();
        copy.Edit(
            "stacks/community/env.prod.yaml",
            "    - name: master-1\n      role: server\n      serverType: cx33",
            "    - name: master-1\n      role: server\n      serverType: cx43");
        var outcome = await StackPreview.RunAsync(copy.Root, "prod");
        Problems.None(outcome.Problems);
        var change = CostChange.Of(PlanDiffer.Between(old, outcome.Graph!));
        var overview = StackOverview.Of(outcome.System!, outcome.Graph!);

        Assert.Matches($" before 2026-06-15 +{CostText.Amount(change.EarlierTo)}", Shown(overview, change));
        Assert.Matches($" before 2026-06-15 +{CostText.Amount(overview.Cost.EarlierSum)}", Shown(overview, null));
        Assert.NotEqual(overview.Cost.EarlierSum, change.EarlierTo);
    }

    private static string Shown(StackOverview overview, CostChange? change)
    {
        var text = new StringBuilder();
        OverviewView.Write(overview, change, new(text, colored: false));
        return text.ToString();
    }
}
