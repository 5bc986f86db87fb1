using FsCheck;
using FsCheck.Fluent;
using Infra.Model;
using Infra.Model.Validation;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class CapacityRulesTests
{
    [Fact]
    public void RefusesVolumesThatDoNotFitWithTheirReplicas() =>
        Refused("storage: {nodeDisks: []}", "the volumes need 800Gi, copies included, and 2 storage nodes offer 134Gi");

    [Fact]
    public void RefusesReplicasThatFitOneDiskOnly() =>
        Refused("storage: {nodeDisks: [{name: worker-1, size: 2000G}, {name: worker-2, remove: true}]}", "the volumes need 800Gi");

    [Fact]
    public void ShowsEveryTermOfTheSum() => Refused(
        "storage: {nodeDisks: []}",
        "postgres-data 3 x 50Gi x 2 copies + mysql-data 3 x 30Gi x 2 copies + ",
        "postgres-wal 3 x 10Gi x 2 copies",
        "discourse-shared 30Gi x 2 copies",
        "against worker-1 67Gi + worker-2 67Gi (10% of each disk stay free)");

    [Fact]
    public void SubtractsTheReservedSpace() =>
        Refused("storage: {longhorn: {minimalFreePercent: 40}}", "2 storage nodes offer 671Gi", "40% of each disk stay free");

    [Fact]
    public void CountsEachGuestsVolumesOnce()
    {
        var spec = Spec("stage");
        Assert.Equal(5, CapacityRules.Volumes(spec, shared: false).Count);
        Assert.Equal(5 + 3 + 3 + 3 + 3, CapacityRules.Volumes(spec, shared: true).Count);
    }

    [Fact]
    public void ProductionStageAndTestFitTogether()
    {
        var prod = Spec();
        var volumes = CapacityRules.Volumes(prod, shared: true).Concat(CapacityRules.Volumes(Spec("stage"), shared: false))
            .Concat(CapacityRules.Volumes(Spec("test"), shared: false));
        var disks = StoragePlacement.Nodes(prod).Select(node => CapacityRules.Usable(prod, prod.Storage.Longhorn!, node));
        Assert.True(CapacityRules.Fits(disks, volumes));
    }

    [Fact]
    public void AcceptedVolumesNeverExceedTheDisks() =>
        Prop.ForAll(
            Gen.Choose(0, 100).ListOf(3).ToArbitrary(),
            Gen.Choose(1, 40).ListOf(6).ToArbitrary(),
            Gen.Choose(1, 3).ToArbitrary(),
            (disks, sizes, copies) =>
                !CapacityRules.Fits(disks.Select(disk => (decimal)disk), sizes.Select(size => new PlacedVolume(size, copies)))
                || sizes.Sum() * copies <= disks.Sum())
            .QuickCheckThrowOnFailure();

    [Fact]
    public void RefusesTwoReplicasOnOneDisk() => Assert.False(CapacityRules.Fits([1000m], [new PlacedVolume(1, 2)]));
}
