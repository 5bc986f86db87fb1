namespace Infra.Model.Validation;

/// <summary>Backups, restore tests and what is watched.</summary>
public static class BackupRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        var namespaces = spec.Namespaces;
        if (spec.Backup.Velero is { } velero)
        {
            CheckVelero(context, velero, namespaces);
        }

        context.Unique(spec.Backup.RestoreTests, "restore test");
        var scratch = new UniqueWords(context, "into", "namespace of a restore test");
        foreach (var test in spec.Backup.RestoreTests)
        {
            scratch.Add(test, test.Into);
            CheckTest(context, test, namespaces);
        }

        CheckObservability(context, namespaces);
    }

    private static void CheckVelero(ValidationContext context, VeleroSpec velero, IReadOnlyList<NamespaceSpec> namespaces)
    {
        var locations = velero.Locations;
        if (locations.Count == 0)
        {
            context.Error(velero, "locations", "Velero has nowhere to keep backups", "give at least one location");
        }

        if (velero is { VolumeSnapshots: true, NodeAgent: false })
        {
            context.Error(velero, "nodeAgent", "without the node agent nothing moves the snapshots' data to the bucket", "nodeAgent: true, or volumeSnapshots: false");
        }

        context.Unique(velero.Locations, "backup location");
        context.Unique(velero.Schedules, "backup schedule");
        foreach (var schedule in velero.Schedules)
        {
            if (schedule.Name == VeleroSpec.KeysSchedule)
            {
                context.Error(schedule, "name", $"the schedule '{schedule.Name}' is the program's own, of keys and certificates", "another name");
            }

            foreach (var name in schedule.Namespaces)
            {
                context.Resolve(schedule, "namespaces", "namespace", name, namespaces);
            }

            if (schedule.Location is { } location)
            {
                context.Resolve(schedule, "location", "backup location", location, locations);
            }
        }
    }

    private static void CheckTest(ValidationContext context, RestoreTestSpec test, IReadOnlyList<NamespaceSpec> namespaces)
    {
        var schedules = context.Spec.Backup.Velero?.Schedules ?? [];
        context.Resolve(test, "backup", "backup schedule", test.Backup, schedules);
        if (schedules.FirstOrDefault(schedule => schedule.Name == test.Backup) is { } tested)
        {
            context.ResolveWord(test, "namespace", $"namespace in '{test.Backup}'", test.Namespace, tested.Namespaces);
        }

        if (ValidationContext.Find(namespaces, test.Into) is not null)
        {
            context.Error(test, "into", $"the restore test would write to the namespace '{test.Into}'", "name one that is nobody's: it is made for the test alone, stays, and is emptied each time");
        }
    }

    private static void CheckObservability(ValidationContext context, IReadOnlyList<NamespaceSpec> namespaces)
    {
        var watch = context.Spec.Observability;
        CheckClass(context, watch.Prometheus, watch.Prometheus?.Class);
        CheckClass(context, watch.Grafana, watch.Grafana?.Class);
        CheckClass(context, watch.Loki, watch.Loki?.Class);
        if ((watch.Prometheus ?? (object?)watch.Loki ?? watch.Grafana) is not null)
        {
            context.Resolve(watch, "namespace", "namespace", watch.Namespace, namespaces);
        }

        foreach (var host in watch.ComposeHosts)
        {
            context.Resolve(watch, "composeHosts", "Docker host", host, context.Spec.Compose.Hosts);
        }

        context.Unique(watch.Alerts, "alert");
    }

    private static void CheckClass(ValidationContext context, object? record, string? name)
    {
        if (record is not null && name is not null)
        {
            StorageRules.ResolveClass(context, record, name);
        }
    }
}
