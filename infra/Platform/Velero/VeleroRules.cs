using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of backups and restore tests.</summary>
internal static class VeleroRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        if (context.Spec.Backup.Velero is { VolumeSnapshots: true, NodeAgent: false } velero)
        {
            context.Error(
                velero,
                "nodeAgent",
                "without the node agent nothing moves the data of snapshots to the bucket",
                "set nodeAgent: true, or volumeSnapshots: false");
        }

        foreach (var schedule in context.Spec.Backup.Velero?.Schedules ?? [])
        {
            CheckRetention(context, schedule);
        }

        foreach (var test in context.Spec.Backup.RestoreTests)
        {
            CheckTest(context, test);
        }
    }

    /// <summary>Checks that a backup is kept until the next one: Velero deletes it when its time is over, also the only one.</summary>
    private static void CheckRetention(ValidationContext context, BackupScheduleSpec schedule)
    {
        var gap = schedule.Schedule.LongestGap();
        if (schedule.KeepFor.Value < gap)
        {
            context.Error(
                schedule,
                "keepFor",
                $"a backup of '{schedule.Name}' is deleted after {schedule.KeepFor}, and the next one is made up to "
                    + $"{Math.Ceiling(gap.TotalHours)}h after it",
                $"write {Math.Ceiling(gap.TotalHours)}h at least, or a schedule with more runs");
        }
    }

    private static void CheckTest(ValidationContext context, RestoreTestSpec test)
    {
        if (context.Spec.Backup.Velero?.Schedules.FirstOrDefault(schedule => schedule.Name == test.Backup) is { } tested)
        {
            context.ResolveWord(test, "namespace", $"namespace in '{test.Backup}'", test.Namespace, tested.Namespaces);
        }
    }
}
