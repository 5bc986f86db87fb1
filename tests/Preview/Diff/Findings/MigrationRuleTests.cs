using Infra.Preview;
using Infra.Preview.Diff;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about the steps of the frozen migration between two plans of one stack.</summary>
public sealed class MigrationRuleTests
{
    [Fact]
    public async Task JumpOverStepsNamesThemWithTheirGatesAndDataMoves()
    {
        var finding = Assert.Single(await FindingsAsync("2-stage", "3-prod-10"));
        Assert.Equal(FindingLevel.Danger, finding.Level);
        Assert.StartsWith(
            "one run goes from 2-stage-30 to 3-prod-10 and over the steps in between: 3-blue, 3-data; gates before it: gate-2, "
                + "gate-data; "
                + "data moves: discourse-database, logto-database, ",
            finding.Text,
            StringComparison.Ordinal);
        Assert.StartsWith("go one step at a time, next 3-blue", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JumpOverOneStepIsADanger()
    {
        var finding = Assert.Single(await FindingsAsync("2-stage-30", "3-data"));
        Assert.Equal(FindingLevel.Danger, finding.Level);
        Assert.Contains("over the steps in between: 3-blue; ", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JumpOverAFinalStepSaysThatThereIsNoWayBack() => Assert.Contains(
        "gates before it: gate-3; without a way back: 3-decommission",
        Assert.Single(await FindingsAsync("3-prod-100", "3-prod")).Text,
        StringComparison.Ordinal);

    [Fact]
    public async Task StepBehindAGateIsACaution()
    {
        var finding = Assert.Single(await FindingsAsync("2-stage-30", "3-blue"));
        Assert.Equal(FindingLevel.Caution, finding.Level);
        Assert.StartsWith("step 3-blue begins; gates before it: gate-2", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WayBackOverAFinalStepIsADanger()
    {
        var finding = Assert.Single(await FindingsAsync("3-prod", "3-prod-100"));
        Assert.Equal(FindingLevel.Danger, finding.Level);
        Assert.EndsWith("over steps that have no way back: 3-decommission", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndOfAPassageIsNoLostKey()
    {
        var old = await StackPreview.RunAsync(FrozenSystems.Root, "prod", "3-prod-10");
        var now = await StackPreview.RunAsync(FrozenSystems.Root, "prod", "3-data");
        var diff = PlanDiffer.Between(old.Graph!, now.Graph!);

        Assert.Contains(diff.Changed, step => step.Kind == StepKind.Delete && step.Resource.Name == "gate-gate-data-attempt");
        Each.Lacks(Verdict.Of(diff).Findings, finding => finding.Text.Contains("-attempt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3-prod-100", "3-ab")]
    [InlineData("3-prod-50", "3-prod-10")]
    public async Task StepsWithoutAGateAndBackAreFree(string from, string to) => Assert.Empty(await FindingsAsync(from, to));

    private static async Task<IEnumerable<Finding>> FindingsAsync(string from, string to)
    {
        var old = await StackPreview.RunAsync(FrozenSystems.Root, "prod", from);
        var plan = await StackPreview.RunAsync(FrozenSystems.Root, "prod", to);
        return Verdict.Of(PlanDiffer.Between(old.Graph!, plan.Graph!), plan.Described).Findings
            .Where(finding => finding.Topic == FindingTopic.Steps);
    }
}
