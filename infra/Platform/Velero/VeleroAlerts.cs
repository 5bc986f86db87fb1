using Infra.Model;
using Infra.Monitoring;
using Infra.Naming;

namespace Infra.Platform;

/// <summary>The alerts on Velero's backups, schedule by schedule, and on the tests that restore them.</summary>
internal static class VeleroAlerts
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>The rules.</summary>
    /// <param name="system">The system; its stack owns the cluster.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var velero = system.Backup.Velero!;
        var alerts = new AlertList(system.Observability);
        foreach (var schedule in velero.Schedules)
        {
            AddAge(
                alerts,
                schedule.Name,
                schedule.Schedule,
                "Objects and volumes of its namespaces that change now are in no backup. It can wait until morning, "
                    + "not longer than a day.");
        }

        if (Backup.KeysScheduleOf(system) is { } keys)
        {
            AddAge(
                alerts,
                VeleroSpec.KeysSchedule,
                keys,
                "Keys of the Sealed Secrets controller and certificates that were made since then would be lost with the cluster. "
                    + "It can wait until morning.");
        }

        alerts.AddFrom(
            AlertSignal.FailedBackups,
            "round(sum by (schedule) (increase(velero_backup_failure_total[1d])) "
                + "+ sum by (schedule) (increase(velero_backup_partial_failure_total[1d])) "
                + "+ sum by (schedule) (increase(velero_backup_validation_failure_total[1d])))",
            "{{ printf \"%.0f\" $value }} backups of Velero's schedule '{{ $labels.schedule }}' failed or are incomplete, within a day.",
            "The former backups are intact. It can wait until morning; find the cause before the next run.");
        foreach (var test in system.Backup.RestoreTests)
        {
            CronJobAlerts.Add(
                alerts,
                AlertSignal.RestoreTestAge,
                TimeSpan.FromDays(1),
                new(velero.Namespace, PhysicalName.CronJob(test.Name), test.Schedule),
                $"The restore test '{test.Name}'",
                "Nobody knows whether the newest backups can be restored. It can wait until morning.");
        }

        return alerts.Rules;
    }

    /// <summary>
    /// Adds the rules on a schedule's newest success. Velero reports none at all where no backup ever succeeded, also after a restart: then
    /// the alert is raised once Velero has been watched for as long as a backup may be old.
    /// </summary>
    private static void AddAge(AlertList alerts, string name, CronSchedule schedule, string meaning)
    {
        var success = $$"""velero_backup_last_successful_timestamp{schedule="{{name}}"}""";
        alerts.Add(
            AlertSignal.BackupAge,
            threshold => $"(time() - max by (schedule) ({success})) / 3600 "
                + $">= {AlertList.Number(AlertList.AgeLimit(threshold, schedule, Hour))}",
            $$$"""The newest backup of Velero's schedule '{{{name}}}' is {{ printf "%.0f" $value }} hours old.""",
            meaning);
        alerts.Add(
            AlertSignal.BackupAge,
            threshold =>
            {
                var minutes = (int)Math.Ceiling(AlertList.AgeLimit(threshold, schedule, Hour) * 60);
                return $"absent_over_time({success}[{minutes}m]) and on () count(velero_backup_total offset {minutes}m) > 0";
            },
            $"Velero's schedule '{name}' has no successful backup.",
            meaning);
    }
}
