namespace Infra.Model.Validation;

/// <summary>Storage classes, volumes and their recurring jobs.</summary>
public static class StorageRules
{
    /// <summary>The class k3s brings.</summary>
    public const string LocalPath = "local-path";

    private const int JobNameLimit = 40;
    private const int MaximumReplicas = 20;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var storage = context.Spec.Storage;
        context.Unique(storage.Classes, "storage class");
        context.Unique(storage.Volumes, "volume");
        foreach (var entry in storage.Classes)
        {
            CheckClass(context, storage, entry);
        }

        foreach (var second in storage.Classes.Where(entry => entry.Default).Skip(1))
        {
            context.Error(second, "default", "a second default storage class", "only one class can be the default");
        }

        foreach (var volume in storage.Volumes)
        {
            CheckVolume(context, storage, volume);
        }

        foreach (var job in storage.RecurringJobs)
        {
            CheckJob(context, storage, job);
        }

        foreach (var disk in storage.NodeDisks)
        {
            context.Resolve(disk, "name", "node", disk.Name, context.Spec.Cluster.Nodes);
            if (disk.Size.Value is < 10e9m or > 10240e9m || disk.Size.Value % 1e9m != 0)
            {
                context.Error(disk, "size", $"a block volume of {disk.Size} cannot be bought", "whole GB from 10G to 10240G");
            }
        }
    }

    /// <summary>The nodes that hold Longhorn's replicas: those with its label, else those that take ordinary pods.</summary>
    public static IReadOnlyList<NodeSpec> StorageNodes(SystemSpec spec)
    {
        if (spec.Storage.Longhorn?.StorageNodes is not { } selector)
        {
            return [.. spec.Cluster.Nodes.Where(node => node.Taints.All(taint => taint.Effect == TaintEffect.PreferNoSchedule))];
        }

        var at = selector.IndexOf('=', StringComparison.Ordinal);
        var key = at < 0 ? selector : selector[..at];
        var value = at < 0 ? "" : selector[(at + 1)..];
        return [.. spec.Cluster.Nodes.Where(node => node.Labels.TryGetValue(key, out var found) && found == value)];
    }

    /// <summary>How many results a recurring job leaves when each is kept for the given time; null when the schedule differs from day to day.</summary>
    public static int? Expected(CronSchedule schedule, Duration keepFor) =>
        schedule.RunsPerDay is { } runs ? (int)Math.Round(runs * keepFor.Value.TotalDays) : null;

    /// <summary>Reports a name in <c>class</c> that is neither a class of the system nor k3s's own.</summary>
    public static void ResolveClass(ValidationContext context, object record, string name)
    {
        if (name != LocalPath)
        {
            context.Resolve(record, "class", "storage class", name, context.Spec.Storage.Classes);
        }
    }

    private static void CheckClass(ValidationContext context, StorageSpec storage, StorageClassSpec entry)
    {
        if (entry.Provisioner != StorageProvisioner.Longhorn)
        {
            return;
        }

        if (storage.Longhorn is null)
        {
            context.Error(entry, null, $"the class '{entry.Name}' needs Longhorn", "add storage.longhorn, or set provisioner: localPath");
            return;
        }

        var nodes = StorageNodes(context.Spec).Count;
        if (entry.Replicas < 1 || entry.Replicas > Math.Min(nodes, MaximumReplicas))
        {
            context.Error(entry, "replicas", $"the class '{entry.Name}' asks for {entry.Replicas} copies on {nodes} storage nodes", "each copy needs a node of its own; use a number from 1 to the number of storage nodes");
        }
    }

    private static void CheckVolume(ValidationContext context, StorageSpec storage, VolumeSpec volume)
    {
        var spec = context.Spec;
        ResolveClass(context, volume, volume.Class);
        context.Resolve(volume, "owner", "app or database", volume.Owner, [.. spec.Apps, .. spec.Databases.Servers()]);
        if (volume.Size.Value < 1)
        {
            context.Error(volume, "size", $"the volume '{volume.Name}' has no size", "write it like 10Gi");
        }

        var localClass = volume.Class == LocalPath || storage.Classes.Any(entry => entry.Name == volume.Class && entry.Provisioner == StorageProvisioner.LocalPath);
        if (volume.AccessMode == AccessMode.ReadWriteMany && localClass)
        {
            context.Error(volume, "accessMode", $"the volume '{volume.Name}' is shared between nodes, its class is a folder of one", "use a class of Longhorn's, or ReadWriteOnce");
        }

        var pods = spec.Apps.FirstOrDefault(app => app.Name == volume.Owner && app.Kind == WorkloadKind.Deployment) is { } owner ? ResourceRules.Pods(owner) : 1;
        if (pods > 1 && volume.AccessMode != AccessMode.ReadWriteMany)
        {
            context.Error(volume, "accessMode", $"{pods} pods of '{volume.Owner}' share the volume '{volume.Name}', which only one node can mount", "use ReadWriteMany, a StatefulSet, or one pod");
        }
    }

    private static void CheckJob(ValidationContext context, StorageSpec storage, RecurringJobSpec job)
    {
        if (!ObjectName.IsLabel(job.Name, JobNameLimit))
        {
            context.Error(job, "name", $"'{job.Name}' is no name for a recurring job", $"use at most {JobNameLimit} lower-case letters, digits and dashes");
        }

        if (Expected(job.Schedule, job.KeepFor) is { } expected && expected != job.Retain)
        {
            context.Error(job, "retain", $"'{job.Schedule}' kept for {job.KeepFor} leaves {expected} results, retain keeps {job.Retain}", $"retain: {expected}");
        }

        if (job.Task == RecurringTask.Backup && storage.BackupTarget is null)
        {
            context.Error(job, "task", $"'{job.Name}' makes backups, but there is no backup target", "set storage.backupTarget");
        }

        foreach (var name in job.Classes)
        {
            context.Resolve(job, "classes", "storage class", name, storage.Classes);
        }
    }
}
