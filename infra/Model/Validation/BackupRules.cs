namespace Infra.Model.Validation;

/// <summary>Backups, restore tests and what is watched.</summary>
public static class BackupRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        var namespaces = spec.Namespaces.Select(space => space.Name).ToList();
        if (spec.Backup.Velero is { } velero)
        {
            CheckVelero(context, velero, namespaces);
        }

        foreach (var test in spec.Backup.RestoreTests)
        {
            CheckTest(context, test, namespaces);
        }

        CheckObservability(context, namespaces);
    }

    private static void CheckVelero(ValidationContext context, VeleroSpec velero, List<string> namespaces)
    {
        var locations = velero.Locations.Select(location => location.Name).ToList();
        if (locations.Count == 0)
        {
            context.Error(velero, "locations", "Velero has nowhere to keep backups", "give at least one location");
        }

        foreach (var schedule in velero.Schedules)
        {
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

    private static void CheckTest(ValidationContext context, RestoreTestSpec test, List<string> namespaces)
    {
        var schedules = context.Spec.Backup.Velero?.Schedules ?? [];
        context.Resolve(test, "backup", "backup schedule", test.Backup, [.. schedules.Select(schedule => schedule.Name)]);
        if (schedules.FirstOrDefault(schedule => schedule.Name == test.Backup) is { } tested)
        {
            context.Resolve(test, "namespace", $"namespace in '{test.Backup}'", test.Namespace, tested.Namespaces);
        }

        if (namespaces.Contains(test.Into))
        {
            context.Error(test, "into", $"the restore test would write to the namespace '{test.Into}'", "name one that does not exist; it is made and deleted by the test");
        }
    }

    private static void CheckObservability(ValidationContext context, List<string> namespaces)
    {
        var watch = context.Spec.Observability;
        var classes = context.Spec.Storage.Classes.Select(entry => entry.Name).Append(StorageRules.LocalPath).ToList();
        foreach (var (record, name) in (IEnumerable<(object?, string?)>)[(watch.Prometheus, watch.Prometheus?.Class), (watch.Grafana, watch.Grafana?.Class), (watch.Loki, watch.Loki?.Class)])
        {
            if (record is not null && name is not null)
            {
                context.Resolve(record, "class", "storage class", name, classes);
            }
        }

        if ((watch.Prometheus ?? (object?)watch.Loki ?? watch.Grafana) is not null)
        {
            context.Resolve(watch, "namespace", "namespace", watch.Namespace, namespaces);
        }

        foreach (var host in watch.ComposeHosts)
        {
            context.Resolve(watch, "composeHosts", "Docker host", host, [.. context.Spec.Compose.Hosts.Select(known => known.Name)]);
        }

        context.Unique(watch.Alerts, alert => alert.Name, "name", "alert");
    }
}
