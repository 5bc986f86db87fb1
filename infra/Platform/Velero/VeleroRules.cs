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

        foreach (var test in context.Spec.Backup.RestoreTests)
        {
            CheckTest(context, test);
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
