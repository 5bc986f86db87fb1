namespace Infra.Databases;

/// <summary>Kinds of the Percona Operator, with what a change of them does.</summary>
internal static class MySqlKinds
{
    /// <summary>Kinds.</summary>
    public static IReadOnlyList<ObjectKind> All { get; } =
    [
        new("kubernetes:pxc.percona.com/v1:PerconaXtraDBCluster")
        {
            Loss = "all its databases go with it",
            Sizes = ["spec.pxc.volumeSpec.persistentVolumeClaim.resources.requests.storage"],
            StorageClass = "spec.pxc.volumeSpec.persistentVolumeClaim.storageClassName",
            Instances = "spec.pxc.size",
            RestartedBy = ["spec.pxc", "spec.crVersion", "spec.initContainer", "spec.secretsName", "spec.tls"],
            NotRestartedBy = ["spec.pxc.size", "spec.pxc.volumeSpec", "spec.pxc.podDisruptionBudget"],
            Proxies = "spec.haproxy",
            HandOver = "the one that takes the writes is the last",
            Retentions = ["spec.backup.schedule[*].retention.count"],
            Destinations = ["spec.backup.storages.backups.s3.bucket", "spec.backup.storages.binlogs.s3.bucket"],
        },
    ];
}
