using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>Values for Longhorn's chart, those of 1.11 and 1.12. The tests check them against the keys of both charts.</summary>
public static class LonghornValues
{
    /// <summary>Longhorn keeps no more results of a recurring job than this unless it is told to.</summary>
    public const int UsualRetention = 100;

    /// <summary>
    /// What may be promised of a disk, in percent of what is not kept free: all of it and no more, so that volumes which
    /// fit while planning fit when they are full.
    /// </summary>
    public const int OverProvisioningPercent = 100;

    /// <summary>The values.</summary>
    /// <param name="longhorn">Longhorn as described.</param>
    /// <param name="jobs">The recurring jobs.</param>
    /// <param name="taints">Taints of the storage nodes, which Longhorn tolerates.</param>
    /// <param name="backupTarget">URL of the backup target; null for none.</param>
    /// <param name="backupSecret">Name of the secret with its keys.</param>
    /// <param name="protect">Refuses to be uninstalled.</param>
    public static OrderedDictionary<string, object> For(
        LonghornSpec longhorn, IReadOnlyList<RecurringJobSpec> jobs, IReadOnlyList<TaintSpec> taints, string? backupTarget, string backupSecret, bool protect)
    {
        var values = Map(
            ("global", Map(("tolerations", Tolerations(taints)))),
            ("persistence", Persistence(longhorn)),
            // Detection of the kubelet's folder fails on some k3s nodes.
            ("csi", Map(
                ("kubeletRootDir", "/var/lib/kubelet"),
                // One works and one stands by; the chart's three are more than small clusters have nodes.
                ("attacherReplicaCount", 2), ("provisionerReplicaCount", 2), ("resizerReplicaCount", 2), ("snapshotterReplicaCount", 2))),
            ("defaultSettings", Settings(longhorn, jobs, taints, protect)),
            ("longhornManager", Map(("resources", Map(
                ("requests", Map(("cpu", "50m"), ("memory", "192Mi"))),
                ("limits", Map(("memory", "1Gi"))))))),
            // It has no login of its own and is reached by port forwarding alone.
            ("longhornUI", Map(("replicas", 1))));
        if (backupTarget is not null)
        {
            values["defaultBackupStore"] = Map(("backupTarget", backupTarget), ("backupTargetCredentialSecret", backupSecret));
        }

        return values;
    }

    /// <summary>A backup target's URL as Longhorn reads it; with the slash at its end, which Longhorn insists on.</summary>
    public static string TargetUrl(S3LocationSpec location)
    {
        var folder = location.Folder.Trim('/');
        return folder.Length == 0 ? $"s3://{location.Bucket}@{location.Region}/" : $"s3://{location.Bucket}@{location.Region}/{folder}/";
    }

    /// <summary>The classes are the described ones; the chart's own would be another default beside k3s's.</summary>
    private static OrderedDictionary<string, object> Persistence(LonghornSpec longhorn)
    {
        var persistence = Map(("defaultClass", false), ("defaultClassReplicaCount", longhorn.DefaultReplicas));
        if (LonghornVersion.TryParse(longhorn.Version) is { } version && version.IsAtLeast(1, 12))
        {
            persistence["createStorageClass"] = false;
        }

        return persistence;
    }

    private static OrderedDictionary<string, object> Settings(LonghornSpec longhorn, IReadOnlyList<RecurringJobSpec> jobs, IReadOnlyList<TaintSpec> taints, bool protect)
    {
        var settings = Map(
            ("createDefaultDiskLabeledNodes", true),
            ("defaultDataPath", longhorn.DataPath),
            ("defaultReplicaCount", longhorn.DefaultReplicas),
            ("storageOverProvisioningPercentage", OverProvisioningPercent),
            ("storageMinimalAvailablePercentage", longhorn.MinimalFreePercent),
            // Reserved on top of what is kept free; the usual 30 percent would make volumes fail that fit while planning.
            ("storageReservedPercentageForDefaultDisk", longhorn.MinimalFreePercent),
            ("replicaAutoBalance", "best-effort"),
            // A database's only copy is on its node: the default would block every drain of that node for ever.
            ("nodeDrainPolicy", "allow-if-replica-is-stopped"),
            // Else pods with a volume stay on a node that is down until somebody deletes them by force.
            ("nodeDownPodDeletionPolicy", "delete-both-statefulset-and-deployment-pod"),
            ("concurrentAutomaticEngineUpgradePerNodeLimit", 3),
            ("upgradeChecker", false),
            ("allowCollectingLonghornUsageMetrics", false),
            // The chart's uninstall job fails without it, and `pulumi destroy` with the job.
            ("deletingConfirmationFlag", !protect));
        var retention = UsualRetention;
        foreach (var job in jobs)
        {
            retention = Math.Max(retention, job.Retain);
        }

        if (retention > UsualRetention)
        {
            settings["recurringJobMaxRetention"] = retention;
        }

        if (taints.Count > 0)
        {
            settings["taintToleration"] = string.Join("; ", taints.Select(taint => taint.Value.Length == 0 ? $"{taint.Name}:{taint.Effect}" : $"{taint.Name}={taint.Value}:{taint.Effect}"));
        }

        return settings;
    }

    private static object[] Tolerations(IReadOnlyList<TaintSpec> taints) =>
        [.. taints.Select(taint => Map(("key", taint.Name), ("operator", "Equal"), ("value", taint.Value), ("effect", taint.Effect.ToString())))];
}
