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

    [Theory]
    [InlineData("60Gi", true)]
    [InlineData("60Gi", false)]
    [InlineData("30Gi", true)]
    [Pitfall("guests-capacity")]
    public void SumsTheVolumesOfAllStacksOfTheCluster(string size, bool withOthers)
    {
        var problems = Load(
            "prod",
            overrides: $"storage: {{volumes: [{{name: mysql-data, size: {size}}}]}}",
            withOthers: withOthers).Problems.Where(problem => problem.Level == ProblemLevel.Error).ToArray();

        if (size == "30Gi" || !withOthers)
        {
            Assert.Empty(problems);
            return;
        }

        Assert.Contains(
            "the volumes of the stacks that share the cluster need 1092Gi (prod 980Gi, stage 90Gi, test 22Gi), copies included, "
            + "and 2 storage nodes offer 1006Gi: prod/mysql-data 3 x 60Gi x 2 copies + prod/postgres-data",
            Assert.Single(problems).Wrong,
            StringComparison.Ordinal);
    }

    [Fact]
    public void GuestsVolumesAreOnTheDisksOfTheOwner() =>
        // 80 Gi on the root disks of the nodes would be too much, on the owner's own disks it is not.
        Assert.Empty(Errors("storage: {volumes: [{name: wordpress-files, size: 40Gi}]}", "stage"));

    [Theory]
    [InlineData("1000Gi", "the volumes need 2070Gi, copies included, and 2 storage nodes offer 1006Gi: wordpress-files 1000Gi x 2 copies")]
    [InlineData("400Gi", "the volumes of the stacks that share the cluster need 1670Gi (prod 800Gi, stage 870Gi), copies included")]
    public void GuestsVolumesFitBesideTheOwners(string size, string says) => Assert.Contains(
        says,
        Assert.Single(Errors($"storage: {{volumes: [{{name: wordpress-files, size: {size}}}]}}", "stage")),
        StringComparison.Ordinal);

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
