using Infra.Model;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about versions that go live.</summary>
public sealed class ReleaseRuleTests
{
    [Fact]
    public async Task ReleaseNamesBothVersionsAndTheWayBack() => Assert.Contains(
        "Note Release: prod/wordpress goes live with green (wordpress:2) in place of blue (wordpress:1), which keeps 1 pod",
        await LinesAsync(slots => slots, slots => slots with { Live = Slot.Green, GreenImage = "wordpress:2" }));

    [Fact]
    public async Task ReleaseWithoutAWayBackAtOnceSaysSo() => Assert.Contains(
        "Note Release: prod/wordpress goes live with green (wordpress:2) in place of blue (wordpress:1), which keeps no pods",
        await LinesAsync(
            slots => slots with { IdleReplicas = 0 },
            slots => slots with { IdleReplicas = 0, Live = Slot.Green, GreenImage = "wordpress:2" }));

    [Fact]
    public async Task ReleaseHasNoDowntime()
    {
        var lines = await LinesAsync(
            slots => slots with { IdleReplicas = 0 },
            slots => slots with { IdleReplicas = 0, Live = Slot.Green, GreenImage = "wordpress:2" });

        Each.Lacks(lines, line => line.Contains("Deployment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ImageOfTheLiveVersionReachesUsersUntested() => Assert.Contains(
        "Caution Release: Deployment prod/wordpress-blue is live and changes from wordpress:1 to wordpress:2 in place: requests reach it "
            + "before its smoke test",
        await LinesAsync(slots => slots, slots => slots with { BlueImage = "wordpress:2" }));

    [Fact]
    public async Task ImageOfTheOtherVersionLeavesVisitorsWhereTheyAre() => Assert.Contains(
        "Note Release: Deployment prod/wordpress-green gets wordpress:2 in place of wordpress:1; visitors stay on blue",
        await LinesAsync(slots => slots, slots => slots with { GreenImage = "wordpress:2" }));

    [Fact]
    public async Task LiveImageInTheOtherSlotEndsTheWayBackAndRunsWhatSettles()
    {
        var lines = await LinesAsync(
            slots => slots with { Live = Slot.Green, GreenImage = "wordpress:2" },
            slots => slots with { Live = Slot.Green, GreenImage = "wordpress:2", BlueImage = "wordpress:2" },
            jobs: [new() { Name = "clean", Command = ["clean"], When = JobTime.Settled }]);

        Assert.Matches(
            "^Note Release: Deployment prod/wordpress-blue gets the image of green, wordpress:2, in place of wordpress:1: the way back to "
                + "wordpress:1 ends, and prod/clean-[0-9a-f]+ runs$",
            Assert.Single(lines, line => line.Contains("the way back", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task VersionThatPassedItsTestGoesLiveWithoutOne()
    {
        var former = await PlanAsync(slots => slots with { Live = Slot.Green, GreenImage = "wordpress:2" });
        var back = await PlanAsync(slots => slots with { GreenImage = "wordpress:2" });

        Assert.Equal(
            "blue has passed its smoke test as it is: no test runs",
            Verdict.Of(PlanDiffer.Between(former, back)).Findings.Single(finding => finding.Topic == FindingTopic.Release).Advice);
    }

    [Fact]
    public async Task VersionThatIsNewGoesLiveByItsTest()
    {
        var former = await PlanAsync(slots => slots);
        var next = await PlanAsync(slots => slots with { Live = Slot.Green, GreenImage = "wordpress:2" });

        Assert.Equal(
            "the smoke test of green decides: if it fails, the service stays on blue",
            Verdict.Of(PlanDiffer.Between(former, next)).Findings.Single(finding => finding.Topic == FindingTopic.Release).Advice);
    }

    private static async Task<string[]> LinesAsync(
        Func<BlueGreenSpec, BlueGreenSpec> old, Func<BlueGreenSpec, BlueGreenSpec> now, InitJobSpec[]? jobs = null) =>
        Judged.Lines(await PlanAsync(old, jobs), await PlanAsync(now, jobs));

    private static Task<PlanGraph> PlanAsync(Func<BlueGreenSpec, BlueGreenSpec> change, InitJobSpec[]? jobs = null)
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        return DatabaseSystems.PlanAsync(system with
        {
            Apps =
            [
                .. system.Apps.Select(app => app.Name == "wordpress"
                    ? app with { Image = "wordpress:1", BlueGreen = change(app.BlueGreen), InitJobs = jobs ?? app.InitJobs }
                    : app),
            ],
        });
    }
}
