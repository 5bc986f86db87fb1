using Infra.Model;
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
    public async Task ImageOfTheOtherVersionIsNoRelease() => Each.Lacks(
        [.. await LinesAsync(slots => slots, slots => slots with { GreenImage = "wordpress:2" }), "none"],
        line => line.Contains(" Release: ", StringComparison.Ordinal));

    [Fact]
    public async Task OneVersionAtATimeStopsAndHasASnapshot()
    {
        var lines = await LinesAsync(
            slots => slots, slots => slots with { Live = Slot.Green, GreenImage = "pocketbase:2" }, "wanderer-pocketbase");

        Assert.Contains(
            lines,
            line => line.StartsWith("Note Release: StatefulSet prod/wanderer-pocketbase goes live with pocketbase:2 in place of "
                + "wordpress:1, after a snapshot of pocketbase-data", StringComparison.Ordinal));
        Assert.Contains(
            "Caution Downtime: StatefulSet prod/wanderer-pocketbase has one pod, which ends before the new one starts", lines);
    }

    private static async Task<string[]> LinesAsync(
        Func<BlueGreenSpec, BlueGreenSpec> old, Func<BlueGreenSpec, BlueGreenSpec> now, string name = "wordpress") =>
        Judged.Lines(await PlanAsync(old, name), await PlanAsync(now, name));

    private static Task<PlanGraph> PlanAsync(Func<BlueGreenSpec, BlueGreenSpec> change, string name)
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        return DatabaseSystems.PlanAsync(system with
        {
            Apps =
            [
                .. system.Apps.Select(app => app.Name == name
                    ? app with { Image = "wordpress:1", BlueGreen = change(app.BlueGreen) }
                    : app),
            ],
        });
    }
}
