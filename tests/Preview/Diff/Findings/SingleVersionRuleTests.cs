using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Diff.Findings;

/// <summary>Findings about versions on one volume, of which one runs at a time.</summary>
public sealed class SingleVersionRuleTests
{
    [Fact]
    public async Task OneVersionAtATimeStopsAndHasASnapshot()
    {
        var lines = await LinesAsync(app => app with
        {
            BlueGreen = app.BlueGreen with { Live = Slot.Green, GreenImage = "pocketbase:2" },
        });

        Assert.Contains(
            "Note Release: StatefulSet prod/wanderer-pocketbase goes live with pocketbase:2 in place of pocketbase:1, after a snapshot of "
                + "pocketbase-data",
            lines);
        Assert.Contains(
            "Caution Downtime: StatefulSet prod/wanderer-pocketbase has one pod, which ends before the new one starts", lines);
    }

    [Fact]
    public async Task ImageOfTheLiveVersionHasNoSnapshot() => Assert.Contains(
        "Caution Release: StatefulSet prod/wanderer-pocketbase is live and changes from pocketbase:1 to pocketbase:2 in place: no snapshot "
            + "of its volume is taken first, so there is no way back",
        await LinesAsync(app => app with { Image = "pocketbase:2" }));

    [Fact]
    public async Task ImageOfAnAppWithoutSlotsNeedsNoSnapshot()
    {
        var old = await PlanAsync(WithoutSlots);
        var lines = Judged.Lines(old, await PlanAsync(app => WithoutSlots(app) with { Image = "pocketbase:2" }));

        Assert.Contains(
            "Caution Downtime: StatefulSet prod/wanderer-pocketbase has one pod, which ends before the new one starts", lines);
        Each.Lacks(lines, line => line.Contains(" Release: ", StringComparison.Ordinal));

        static AppSpec WithoutSlots(AppSpec app) => app with { BlueGreen = new() };
    }

    [Fact]
    public async Task VolumeFromASnapshotLacksLaterWrites() => Assert.Contains(
        "Caution Data: StatefulSet prod/wanderer-pocketbase leaves the volume pocketbase-data for pocketbase-before, which begins with the "
            + "snapshot snapshot-1: what was written after the snapshot is not in it",
        await LinesAsync(app => app with { Mounts = [app.Mounts[0] with { Name = "pocketbase-before" }] }));

    [Fact]
    public async Task ChangeOfAVolumesPathLeavesNoVolume() => Each.Lacks(
        [.. await LinesAsync(app => app with { Mounts = [app.Mounts[0] with { Path = "/data" }] }), "none"],
        line => line.Contains(" Data: ", StringComparison.Ordinal));

    private static async Task<string[]> LinesAsync(Func<AppSpec, AppSpec> change) =>
        Judged.Lines(await PlanAsync(same => same), await PlanAsync(change));

    private static Task<PlanGraph> PlanAsync(Func<AppSpec, AppSpec> change)
    {
        var system = DatabaseSystems.In("prod", "3-prod");
        var data = system.Storage.Volumes.Single(volume => volume.Name == "pocketbase-data");
        return DatabaseSystems.PlanAsync(system with
        {
            Apps =
            [
                .. system.Apps.Select(app => app.Name == "wanderer-pocketbase" ? change(app with { Image = "pocketbase:1" }) : app),
            ],
            Storage = system.Storage with
            {
                Volumes = [.. system.Storage.Volumes, data with { Name = "pocketbase-before", Snapshot = "snapshot-1" }],
            },
        });
    }
}
