using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
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
    public void RefusesStorageNodesThatNoNodeIs() => RefusedAmongOthers(
        "storage: {longhorn: {storageNodes: node.role=storage}}",
        "storage.longhorn.storageNodes: no node holds Longhorn's replicas; label at least one node, or leave storageNodes out");

    [Fact]
    public void ChecksASystemWithLonghornAndClassesOnly()
    {
        var full = Full();
        Assert.Single(RuleRun.Problems(CapacityRules.Check, full));
        Assert.Empty(RuleRun.Problems(CapacityRules.Check, full with { Storage = full.Storage with { Longhorn = null } }));
        Assert.Empty(RuleRun.Problems(CapacityRules.Check, full with { Storage = full.Storage with { Classes = [] } }));
    }

    [Fact]
    public void ChecksExistingHostsWhereEveryDiskIsDescribed()
    {
        var full = Full();
        full = full with { Cluster = full.Cluster with { Provider = ClusterProvider.ExistingHosts } };
        NodeDiskSpec[] disks =
        [
            new() { Name = "worker-1", Size = Quantity.Parse("10G") },
            new() { Name = "worker-2", Size = Quantity.Parse("10G") },
        ];

        Assert.Empty(RuleRun.Problems(CapacityRules.Check, full));
        Assert.Empty(RuleRun.Problems(CapacityRules.Check, full with { Storage = full.Storage with { NodeDisks = disks[..1] } }));
        Assert.Contains(
            "2 storage nodes offer 17Gi",
            Assert.Single(RuleRun.Problems(CapacityRules.Check, full with { Storage = full.Storage with { NodeDisks = disks } })),
            StringComparison.Ordinal);
    }

    /// <summary>Production on the root disks of its nodes, which cannot hold its volumes.</summary>
    private static SystemSpec Full()
    {
        var spec = Spec();
        return spec with { Storage = spec.Storage with { NodeDisks = [] } };
    }
}
