using FsCheck;
using FsCheck.Fluent;
using Infra.Model;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Storage;

public sealed class StorageCapacityTests
{
    [Fact]
    public void ProductionStageAndTestFitTogether()
    {
        var prod = Spec();
        PlacedVolume[] volumes =
        [
            .. PlacedVolumes.Of(prod, shared: true),
            .. PlacedVolumes.Of(Spec("stage"), shared: false),
            .. PlacedVolumes.Of(Spec("test"), shared: false),
        ];
        decimal[] disks =
            [.. StoragePlacement.Nodes(prod).Select(node => StorageCapacity.Usable(prod, prod.Storage.Longhorn!, node))];
        Assert.True(StorageCapacity.Fits(disks, volumes));
    }

    [Fact]
    public void AcceptedVolumesNeverExceedTheDisks() =>
        Prop.ForAll(
            Gen.Choose(0, 100).ListOf(3).ToArbitrary(),
            Gen.Choose(1, 40).ListOf(6).ToArbitrary(),
            Gen.Choose(1, 3).ToArbitrary(),
            (disks, sizes, copies) =>
                !StorageCapacity.Fits([.. disks.Select(disk => (decimal)disk)], [.. sizes.Select(size => new PlacedVolume(size, copies))])
                || sizes.Sum() * copies <= disks.Sum())
            .QuickCheckThrowOnFailure();

    [Fact]
    public void RefusesTwoReplicasOnOneDisk() => Assert.False(StorageCapacity.Fits([1000m], [new PlacedVolume(1, 2)]));

    [Fact]
    public void LeavesTheDisksAsTheyWere()
    {
        decimal[] disks = [10m, 20m];

        Assert.True(StorageCapacity.Fits(disks, [new PlacedVolume(5, 2)]));
        Assert.Equal([10m, 20m], disks);
    }

    [Fact]
    public void DescribedDiskCountsInPlaceOfTheServersOwn()
    {
        var spec = Spec();
        var node = spec.Cluster.Nodes.First(known => known.Name == "worker-1");
        var longhorn = spec.Storage.Longhorn! with { MinimalFreePercent = 10 };
        var without = spec with { Storage = spec.Storage with { NodeDisks = [] } };
        var with = spec with
        {
            Storage = spec.Storage with { NodeDisks = [new NodeDiskSpec { Name = node.Name, Size = Quantity.Parse("200G") }] },
        };

        Assert.Equal(72e9m, StorageCapacity.Usable(without, longhorn, node));
        Assert.Equal(180e9m, StorageCapacity.Usable(with, longhorn, node));
    }

    [Fact]
    public void AcceptsVolumesThatFillTheDisksExactly()
    {
        Assert.True(StorageCapacity.Fits([100m], [new(60, 1), new(40, 1)]));
        Assert.False(StorageCapacity.Fits([100m], [new(60, 1), new(41, 1)]));
        Assert.True(StorageCapacity.Fits([60m, 60m], [new(60, 2)]));
        Assert.False(StorageCapacity.Fits([60m, 59m], [new(60, 2)]));
    }

    [Fact]
    public void PlacesLargeVolumesFirst() => Assert.True(StorageCapacity.Fits([10m, 6m], [new(2, 1), new(6, 1), new(8, 1)]));
}
