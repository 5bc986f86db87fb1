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
}
