using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>One version at a time on one volume: stop, start, and the way back.</summary>
public sealed class VersionSnapshotsTests
{
    private const string App = "app-wanderer-pocketbase";
    private const string Snapshot = $"{App}-pocketbase-data-before-";

    [Fact]
    public async Task SnapshotIsReadyBeforeAnotherVersionStarts()
    {
        var plan = await PlanAsync(slots => slots with { GreenImage = "pocketbase:2", Live = Slot.Green });
        var snapshot = Snapshots(plan).Single();

        Assert.Contains(snapshot.Urn, plan.Before(Named(plan, $"{App}-set")));
        Assert.Contains(Named(plan, "volumes-pocketbase-data").Urn, plan.Before(snapshot));
        Assert.Equal("jsonpath={.status.readyToUse}=true", snapshot.Inputs.At("metadata", "annotations", "pulumi.com/waitFor")!.Text);
        Assert.Equal("pocketbase-data", snapshot.Inputs.At("spec", "source", "persistentVolumeClaimName")!.Text);
        Assert.Equal("pocketbase:2", snapshot.Inputs.At("metadata", "annotations", "infra/before-image")!.Text);
        Assert.Equal(
            "pocketbase:2", Named(plan, $"{App}-set").Inputs.At("spec", "template", "spec", "containers")!.Items[0].TextOf("image"));
    }

    /// <summary>The plan keeps no snapshot of a version that is no longer an option, the cluster does.</summary>
    [Fact]
    [Pitfall("snapshot-taken-once")]
    public async Task SnapshotOutlivesThePlanUnderANameOfItsOwn()
    {
        var snapshot = Snapshots(await PlanAsync(slots => slots with { GreenImage = "pocketbase:2" })).Single();

        Assert.True(snapshot.RetainOnDelete);
        Assert.Null(snapshot.Inputs.At("metadata", "name"));
    }

    [Fact]
    public async Task OneVersionNeedsNoSnapshot() => Assert.Empty(Snapshots(await PlanAsync(slots => slots)));

    [Fact]
    public async Task EachLiveImageHasItsSnapshot()
    {
        var blue = Snapshots(await PlanAsync(slots => slots with { GreenImage = "pocketbase:2" })).Single();
        var green = Snapshots(await PlanAsync(slots => slots with { GreenImage = "pocketbase:2", Live = Slot.Green })).Single();

        Assert.NotEqual(blue.Name, green.Name);
    }

    [Fact]
    [Pitfall("snapshot-in-template")]
    public async Task SetChangesToAVolumeFromASnapshotInPlace()
    {
        var before = await PlanAsync(slots => slots);
        var after = await DatabaseSystems.PlanAsync(Restored(System(slots => slots)));

        var sets = (Old: Named(before, $"{App}-set").Inputs["spec"]!, New: Named(after, $"{App}-set").Inputs["spec"]!);
        Assert.Null(sets.Old["volumeClaimTemplates"]);
        Assert.Null(sets.New["volumeClaimTemplates"]);
        var claim = sets.New.At("template", "spec", "volumes")!.Items[0]["persistentVolumeClaim"]!;
        Assert.Equal("pocketbase-before", claim.TextOf("claimName"));
        Assert.Contains(Named(after, "volumes-pocketbase-before").Urn, after.Before(Named(after, $"{App}-set")));
        Assert.NotNull(Named(after, "volumes-pocketbase-data"));
    }

    [Fact]
    public async Task VersionIsTestedAfterItStarted()
    {
        var plan = await PlanAsync(slots => slots with { GreenImage = "pocketbase:2", Live = Slot.Green });

        Assert.Contains(Named(plan, $"{App}-set").Urn, plan.Before(Named(plan, $"{App}-smoke-test")));
    }

    private static SystemSpec Restored(SystemSpec system)
    {
        var data = system.Storage.Volumes.Single(volume => volume.Name == "pocketbase-data");
        return Edit(system, app => app with { Mounts = [app.Mounts[0] with { Name = "pocketbase-before" }] }) with
        {
            Storage = system.Storage with
            {
                Volumes = [.. system.Storage.Volumes, data with { Name = "pocketbase-before", Snapshot = "snapshot-1" }],
            },
        };
    }

    private static PlanResource[] Snapshots(PlanGraph plan) =>
        [.. plan.Resources.Where(resource => resource.Name.StartsWith(Snapshot, StringComparison.Ordinal))];

    private static SystemSpec System(Func<BlueGreenSpec, BlueGreenSpec> change) =>
        Edit(DatabaseSystems.In("prod", "3-prod"), app => app with { BlueGreen = change(app.BlueGreen) });

    private static SystemSpec Edit(SystemSpec system, Func<AppSpec, AppSpec> change) =>
        system with { Apps = [.. system.Apps.Select(app => app.Name == "wanderer-pocketbase" ? change(app) : app)] };

    private static Task<PlanGraph> PlanAsync(Func<BlueGreenSpec, BlueGreenSpec> change) => DatabaseSystems.PlanAsync(System(change));

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
