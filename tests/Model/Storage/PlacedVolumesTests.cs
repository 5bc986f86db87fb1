using Infra.Model;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Storage;

public sealed class PlacedVolumesTests
{
    [Fact]
    public void CountsEachGuestsVolumesOnce()
    {
        var spec = Spec("stage");
        Assert.Equal(5, PlacedVolumes.Of(spec, shared: false).Count);
        Assert.Equal(5 + 3 + 3 + 3 + 3 + 1, PlacedVolumes.Of(spec, shared: true).Count);
    }

    [Fact]
    public void VolumeHasACopyOnEachReplicasNodeAndOneWithoutLonghornNone()
    {
        var spec = Spec();
        var volume = spec.Storage.Volumes[0] with { Owner = "nobody", Class = "two", Size = Quantity.Parse("1Gi") };
        var classes = new[]
        {
            spec.Storage.Classes[0] with { Name = "two", Provisioner = StorageProvisioner.Longhorn, Replicas = 2 },
            spec.Storage.Classes[0] with { Name = "folder", Provisioner = StorageProvisioner.LocalPath },
        };
        var storage = spec.Storage with { Classes = classes, Volumes = [volume, volume with { Class = "folder" }] };

        Assert.Equal(
            [new PlacedVolume(1073741824m, 2, volume.Name), new PlacedVolume(1073741824m, 0, volume.Name)],
            PlacedVolumes.Of(spec with { Storage = storage }, shared: false));
    }

    [Fact]
    public void CountsAVolumeForEachPodOfAStatefulSetOnly()
    {
        var spec = Spec();
        AppSpec[] apps = [.. spec.Apps.Select(app => app.Name.StartsWith("wanderer-", StringComparison.Ordinal) ? app with
        {
            Replicas = 4,
        } : app)];
        var volumes = PlacedVolumes.Of(spec with { Apps = apps }, shared: true);

        Assert.Equal(4, volumes.Count(volume => volume.Name == "meilisearch-data"));
        Assert.Equal(1, volumes.Count(volume => volume.Name == "svelte-uploads"));
    }
}
