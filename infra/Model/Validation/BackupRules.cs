namespace Infra.Model.Validation;

/// <summary>Rules of backups, restore tests and monitoring.</summary>
public static class BackupRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        if (spec.Backup.Velero is { VolumeSnapshots: true, NodeAgent: false } velero)
        {
            context.Error(
                velero,
                "nodeAgent",
                "without the node agent nothing moves the data of snapshots to the bucket",
                "set nodeAgent: true, or volumeSnapshots: false");
        }

        var scratch = new UniqueWords(context, "into", "namespace of a restore test");
        foreach (var test in spec.Backup.RestoreTests)
        {
            scratch.Add(test, test.Into);
            CheckTest(context, test);
        }

        var watch = spec.Observability;
        if ((watch.Prometheus ?? (object?)watch.Loki ?? watch.Grafana) is not null)
        {
            context.Resolve(watch, "namespace", "namespace", watch.Namespace, spec.Namespaces);
        }
    }

    private static void CheckTest(ValidationContext context, RestoreTestSpec test)
    {
        if (context.Spec.Backup.Velero?.Schedules.FirstOrDefault(schedule => schedule.Name == test.Backup) is { } tested)
        {
            context.ResolveWord(test, "namespace", $"namespace in '{test.Backup}'", test.Namespace, tested.Namespaces);
        }

        if (context.Spec.Namespaces.Any(space => space.Name == test.Into))
        {
            context.Error(
                test,
                "into",
                $"the restore test would write to the described namespace '{test.Into}'",
                "name a namespace of its own: it is made for the test, stays, and is emptied each time");
        }
    }
}
