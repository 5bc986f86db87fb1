using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on Longhorn's volumes and their backups.</summary>
internal static class LonghornAlerts
{
    /// <summary>Values of the numeric state of a backup that failed (longhorn-manager, metrics_collector/backup_collector.go).</summary>
    private const int Failed = 4;

    /// <summary>The rules.</summary>
    /// <param name="system">The system; its stack owns the cluster.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        alerts.AddEach(
            AlertSignal.VolumeHealth,
            "max by (volume, pvc, pvc_namespace, state) (longhorn_volume_robustness{state=~\"degraded|faulted\"}) == 1",
            "Longhorn's volume of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} is {{ $labels.state }}.",
            "Degraded: it lacks a replica and works; look during the day, at once if a node is down too. Faulted: it has no replica left "
                + "and its app stands still; look now.");
        if (system.Storage.BackupTarget is not null)
        {
            AddBackups(alerts, system.Storage);
        }

        return alerts.Rules;
    }

    private static void AddBackups(AlertList alerts, StorageSpec storage)
    {
        foreach (var job in storage.RecurringJobs)
        {
            if (job.Task == RecurringTask.Backup)
            {
                AddAge(alerts, job, string.Join('|', Longhorn.GroupsOf(job, storage.Classes)));
            }
        }

        alerts.AddFrom(
            AlertSignal.FailedBackups,
            $"count by (volume) (max by (volume, backup) (longhorn_backup_state) == {Failed} "
                + $"unless max by (volume, backup) (longhorn_backup_state offset 1d) == {Failed})",
            "{{ printf \"%.0f\" $value }} backups of Longhorn's volume {{ $labels.volume }} failed within a day.",
            "The former backups are intact. It can wait until morning; find the cause before the next run.");
    }

    /// <summary>
    /// Adds the rules on the age of the newest backup of each claim of the job's classes; from the claim's creation where there is none.
    /// </summary>
    private static void AddAge(AlertList alerts, RecurringJobSpec job, string classes)
    {
        const string Newest =
            "max by (namespace, persistentvolumeclaim) (label_replace(label_replace(longhorn_volume_last_backup_at != 0, "
            + "\"namespace\", \"$1\", \"pvc_namespace\", \"(.+)\"), \"persistentvolumeclaim\", \"$1\", \"pvc\", \"(.+)\"))";
        const string Created = "max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_created)";
        alerts.Add(
            AlertSignal.BackupAge,
            threshold => $"(time() - ({Newest} or {Created})) / 3600 >= "
                + $"{AlertList.Number(AlertList.AgeLimit(threshold, job.Schedule, TimeSpan.FromHours(1)))} "
                + $"and on (namespace, persistentvolumeclaim) kube_persistentvolumeclaim_info{{storageclass=~\"{classes}\"}}",
            "The claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has had no backup by Longhorn for "
                + "{{ printf \"%.0f\" $value }} hours.",
            $"The job '{job.Name}' has not backed it up: what is written now would be lost with the volume. A volume that no pod used "
                + "since its last backup is not copied again. It can wait until morning, not longer than a day.");
    }
}
