using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

public sealed class StorageRulesTests
{
    [Theory]
    [InlineData("storage: {volumes: [{name: mysql-data, class: longhorn}]}", "there is no storage class 'longhorn'")]
    [InlineData("storage: {volumes: [{name: mysql-data, owner: mariadb}]}", "there is no app or database 'mariadb'")]
    [InlineData("storage: {volumes: [{name: wordpress-files, size: 0}]}", "volumes[wordpress-files].size: 0 is not a size of a volume")]
    [InlineData(
        "storage: {volumes: [{name: wordpress-files, class: local-path}]}",
        "is shared between nodes, its class is a folder of one")]
    [InlineData(
        "storage: {volumes: [{name: files, size: 1Gi, class: longhorn-fast, owner: phpmyadmin}]}\napps: [{name: phpmyadmin, replicas: 2}]",
        "2 pods of 'phpmyadmin' share the volume 'files'")]
    [InlineData("storage: {classes: [{name: longhorn-backup, replicas: 3}]}", "asks for 3 copies on 2 storage nodes")]
    [
        InlineData(
            "storage: {classes: [{name: longhorn-backup, replicas: 0}]}",
            "storage.classes[longhorn-backup].replicas: 0 is not in range"),
    ]
    [InlineData(
        "{storage: {classes: [{name: longhorn-fast, default: true}, {name: longhorn-retain, default: true}], " +
        "volumes: [{name: redis-data, class: longhorn-fast}]}, cluster: {k3s: {disable: [servicelb, local-storage]}}}",
        "a second default storage class")]
    [InlineData("storage: {classes: [{name: longhorn-fast, default: true}]}", "would be the default class beside k3s's own 'local-path'")]
    [
        InlineData(
            "storage: {classes: [{name: longhorn, reclaimPolicy: Delete}]}",
            "storage.classes[longhorn].name: 'longhorn' is not a free name: k3s or Longhorn uses it"),
    ]
    [InlineData(
        "storage: {classes: [{name: longhorn-local, replicas: 2}]}",
        "the class 'longhorn-local' keeps 2 copies, strictLocal is for one")]
    [InlineData(
        "storage: {volumes: [{name: wordpress-files, class: longhorn-local}]}",
        "is shared between nodes, its class keeps it on one")]
    [InlineData(
        "{storage: {volumes: [{name: files, size: 1Gi, class: local-path, owner: phpmyadmin}, {name: redis-data, class: longhorn-fast}]}, "
            + "cluster: {k3s: {disable: [servicelb, local-storage]}}}",
        "nothing makes the volume 'files'")]
    [InlineData(
        "{storage: {classes: [{name: scratch, provisioner: localPath, reclaimPolicy: Delete}], " +
        "volumes: [{name: redis-data, class: longhorn-fast}]}, cluster: {k3s: {disable: [servicelb, local-storage]}}}",
        "nothing makes the volumes of 'scratch'")]
    [InlineData("storage: {longhorn: {version: v1.12}}", "storage.longhorn.version: 'v1.12' is not a release")]
    [InlineData("storage: {longhorn: {defaultReplicas: 3}}", "3 copies on 2 storage nodes")]
    [
        InlineData(
            "storage: {longhorn: {dataPath: /var/lib/longhorn/}}",
            "storage.longhorn.dataPath: '/var/lib/longhorn/' is not a folder for data"),
    ]
    [InlineData(
        "storage: {recurringJobs: [{name: snapshot-6h, schedule: '0 * * * *', keepFor: 11d, retain: 264}]}",
        "storage.recurringJobs[snapshot-6h].retain: 264 is not in range")]
    [InlineData("storage: {nodeDisks: [{name: worker-1, device: /dev/sdb}]}", "the disk of 'worker-1' is a volume made at Hetzner")]
    [InlineData("storage: {recurringJobs: [{name: snapshot-6h, retain: 7}]}", "leaves 28 results, retain keeps 7; retain: 28")]
    [InlineData(
        "storage: {recurringJobs: [{name: Snapshot, task: snapshot, schedule: '0 1 * * *', keepFor: 1d, retain: 1}]}",
        "storage.recurringJobs[Snapshot].name: 'Snapshot' is not a valid name")]
    [InlineData("storage: {recurringJobs: [{name: snapshot-6h, classes: [fast]}]}", "there is no storage class 'fast'")]
    [InlineData("storage: {nodeDisks: [{name: worker-9, size: 100G}]}", "there is no node 'worker-9'")]
    [InlineData("storage: {nodeDisks: [{name: worker-1, size: 600500M}]}", "a block volume of 600500M cannot be bought")]
    [Pitfall("longhorn-strict-local")]
    public void RefusesStorageThatCannotWork(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData("9G", false)]
    [InlineData("10G", true)]
    [InlineData("10240G", true)]
    [InlineData("10241G", false)]
    public void DiskHasFrom10To10240Gigabytes(string size, bool accepted) => Assert.Equal(
        accepted ? 0 : 1,
        Errors($"storage: {{nodeDisks: [{{name: worker-1, size: {size}}}]}}").Count(
            error => error.Contains($"a block volume of {size} cannot be bought", StringComparison.Ordinal)));

    [Fact]
    [Pitfall("longhorn-strict-local")]
    public void RefusesALocalVolumeOnANodeWithoutReplicas()
    {
        const string Local = "storage: {volumes: [{name: mysql-data, class: longhorn-local}]}";

        Refused(
            Local,
            "storage.volumes[mysql-data].class: 'mysql' may run on master-1, which holds no replicas, and the class 'longhorn-local'",
            "use another class, keep the server on the storage nodes (nodeLabels), or make the node one of them (storageNodes)");
        Assert.Empty(
            Errors($"{Local}\ndatabases: {{mysql: [{{name: mysql, onControlPlane: false}}]}}")
                .Where(error => error.Contains("holds no replicas", StringComparison.Ordinal)));
    }

    [Fact]
    public void AcceptsADefaultClassWhereK3sHasNone() =>
        Accepted(
            "{storage: {classes: [{name: longhorn-fast, default: true}], volumes: [{name: redis-data, class: longhorn-fast}]}, "
            + "cluster: {k3s: {disable: [servicelb, local-storage]}}}");

    [Fact]
    public void RefusesADiskWithoutSpaceForVolumes() =>
        RefusedAmongOthers(
            "storage: {longhorn: {minimalFreePercent: 95}}",
            "storage.longhorn.minimalFreePercent: 95 is not in range; write a number from 0 to 90");

    [Fact]
    public void RefusesADiskOfAnExistingHostWithoutADevice() =>
        RefusedAmongOthers("cluster: {provider: existingHosts}", "which disk of 'worker-1' is meant is not said");

    [Fact]
    public void RefusesBackupsWithoutATarget() =>
        Refused("storage: {backupTarget: null}", "'backup-daily' makes backups, but there is no backup target");

    [Fact]
    public void RefusesALonghornClassWithoutLonghorn() =>
        RefusedAmongOthers("storage: {longhorn: null}", "the class 'longhorn-fast' needs Longhorn");
}
