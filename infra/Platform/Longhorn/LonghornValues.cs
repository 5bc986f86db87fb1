using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>Values of Longhorn's charts 1.11 and 1.12. The tests check them against the keys of both charts.</summary>
public static class LonghornValues
{
    /// <summary>Results of a recurring job that Longhorn keeps at most, by default.</summary>
    public const int UsualRetention = 100;

    /// <summary>
    /// Size of the volumes that a disk may hold, in percent of the disk without the part that is kept free: all of it and no more, so that
    /// volumes that fit in the plan also fit when they are full.
    /// </summary>
    public const int OverProvisioningPercent = 100;

    /// <summary>The values.</summary>
    /// <param name="longhorn">Longhorn as described.</param>
    /// <param name="jobs">The recurring jobs.</param>
    /// <param name="taints">
    /// Taints of the nodes on which Longhorn runs. Both kinds of its pods tolerate them: those of the chart, and those that it creates
    /// itself by its setting, the CSI plugin among them.
    /// </param>
    /// <param name="backupTarget">URL of the backup target; null for none.</param>
    /// <param name="backupSecret">Name of the secret with its keys.</param>
    /// <param name="protect">Whether Longhorn refuses to be uninstalled.</param>
    public static OrderedDictionary<string, object> For(
        LonghornSpec longhorn,
        IReadOnlyList<RecurringJobSpec> jobs,
        IReadOnlyList<TaintSpec> taints,
        string? backupTarget,
        string backupSecret,
        bool protect)
    {
        var values = Map(
            ("global", Map(("tolerations", Tolerations(taints)))),
            ("persistence", Persistence(longhorn)),
            // The detection of the kubelet's folder fails on some k3s nodes.
            ("csi", Map(
                ("kubeletRootDir", "/var/lib/kubelet"),
                // One active and one on standby; the chart's three are more than the nodes of small clusters.
                ("attacherReplicaCount", 2), ("provisionerReplicaCount", 2), ("resizerReplicaCount", 2), ("snapshotterReplicaCount", 2))),
            ("defaultSettings", Settings(longhorn, jobs, taints, protect)),
            ("longhornManager", Map(("resources", Map(
                ("requests", Map(("cpu", "50m"), ("memory", "192Mi"))),
                ("limits", Map(("memory", "1Gi"))))))),
            // Without a login of its own, it is reached by port forwarding alone.
            ("longhornUI", Map(("replicas", 1))));
        if (backupTarget is not null)
        {
            values["defaultBackupStore"] = Map(("backupTarget", backupTarget), ("backupTargetCredentialSecret", backupSecret));
        }

        return values;
    }

    /// <summary>A backup target's URL in the format of Longhorn, which requires the slash at its end.</summary>
    public static string TargetUrl(S3LocationSpec location)
    {
        var folder = location.Folder.Trim('/');
        return folder.Length == 0 ? $"s3://{location.Bucket}@{location.Region}/" : $"s3://{location.Bucket}@{location.Region}/{folder}/";
    }

    /// <summary>Settings of the chart's own storage class, which is not created: it would be a second default beside k3s's.</summary>
    private static OrderedDictionary<string, object> Persistence(LonghornSpec longhorn)
    {
        var persistence = Map(("defaultClass", false), ("defaultClassReplicaCount", longhorn.DefaultReplicas));
        if (LonghornVersion.TryParse(longhorn.Version) is { } version && version.IsAtLeast(1, 12))
        {
            persistence["createStorageClass"] = false;
        }

        return persistence;
    }

    private static OrderedDictionary<string, object> Settings(
        LonghornSpec longhorn, IReadOnlyList<RecurringJobSpec> jobs, IReadOnlyList<TaintSpec> taints, bool protect)
    {
        var settings = Map(
            ("createDefaultDiskLabeledNodes", true),
            ("defaultDataPath", longhorn.DataPath),
            ("defaultReplicaCount", longhorn.DefaultReplicas),
            ("storageOverProvisioningPercentage", OverProvisioningPercent),
            ("storageMinimalAvailablePercentage", longhorn.MinimalFreePercent),
            // Reserved beside the part that is kept free; with the default of 30 percent, volumes that fit in the plan would fail.
            ("storageReservedPercentageForDefaultDisk", longhorn.MinimalFreePercent),
            ("replicaAutoBalance", "best-effort"),
            // The only copy of a database is on its node: the default would block every drain of that node permanently.
            ("nodeDrainPolicy", "allow-if-replica-is-stopped"),
            // Otherwise pods with a volume stay on a node that is down until an operator deletes them by force.
            ("nodeDownPodDeletionPolicy", "delete-both-statefulset-and-deployment-pod"),
            ("concurrentAutomaticEngineUpgradePerNodeLimit", 3),
            ("upgradeChecker", false),
            ("allowCollectingLonghornUsageMetrics", false),
            // Without it the chart's uninstall job fails, and `pulumi destroy` with it.
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
            settings["taintToleration"] = string.Join("; ", taints.Select(TolerationText));
        }

        return settings;
    }

    // Of any value: another value of a taint must not need a change that waits until every volume is detached.
    private static object[] Tolerations(IReadOnlyList<TaintSpec> taints) =>
        [.. taints.Select(taint => Map(("key", taint.Name), ("operator", "Exists"), ("effect", taint.Effect.ToString())))];

    private static string TolerationText(TaintSpec taint) => $"{taint.Name}:{taint.Effect}";
}
