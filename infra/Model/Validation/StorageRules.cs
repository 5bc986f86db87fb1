namespace Infra.Model.Validation;

/// <summary>Storage classes, volumes and their recurring jobs.</summary>
public static class StorageRules
{
    /// <summary>The part of k3s that brings its storage class.</summary>
    public const string LocalStorage = "local-storage";

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var storage = context.Spec.Storage;
        if (storage.Longhorn is { } longhorn)
        {
            CheckLonghorn(context, longhorn);
        }

        foreach (var entry in storage.Classes)
        {
            CheckClass(context, storage, entry);
        }

        foreach (var second in storage.Classes.Where(entry => entry.Default).Skip(1))
        {
            context.Error(second, "default", "a second default storage class", "only one class can be the default");
        }

        CheckDefault(context, storage);
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
            CheckDisk(context, disk);
        }
    }

    /// <summary>
    /// Number of results a recurring job leaves when each is kept for the given time; null when the schedule differs from day to day.
    /// </summary>
    public static int? Expected(CronSchedule schedule, Duration keepFor) =>
        schedule.RunsPerDay is { } runs ? (int)Math.Round(runs * keepFor.Value.TotalDays) : null;

    private static void CheckLonghorn(ValidationContext context, LonghornSpec longhorn)
    {
        if (!context.OwnsCluster)
        {
            return;
        }

        var nodes = StoragePlacement.Nodes(context.Spec);
        if (nodes.Count > 0 && longhorn.DefaultReplicas > nodes.Count)
        {
            context.Error(
                longhorn,
                "defaultReplicas",
                $"{longhorn.DefaultReplicas} copies on {nodes.Count} storage nodes",
                "each copy needs a node of its own; use a number from 1 to the number of storage nodes");
        }

        foreach (var node in nodes)
        {
            if (node.Taints.FirstOrDefault(taint => taint.Effect != TaintEffect.PreferNoSchedule && taint.Name.Contains("kubernetes.io", StringComparison.Ordinal)) is { } taint)
            {
                context.Error(
                    node,
                    "taints",
                    $"the storage node '{node.Name}' has the taint {taint.Name}, which Longhorn cannot tolerate",
                    "choose other storageNodes, or a taint of your own");
            }
        }
    }

    /// <summary>k3s writes its class, as the default one, at every start; a second default is for the API to choose between.</summary>
    private static void CheckDefault(ValidationContext context, StorageSpec storage)
    {
        if (storage.Classes.FirstOrDefault(entry => entry.Default) is { } chosen
            && !context.Spec.Cluster.K3s.Disable.Contains(LocalStorage))
        {
            context.Error(
                chosen,
                "default",
                $"'{chosen.Name}' would be the default class beside k3s's own '{StorageClassSpec.LocalPath}', which k3s makes the default again at every start",
                $"leave default out and name the class in each claim, or add {LocalStorage} to cluster.k3s.disable and do without '{StorageClassSpec.LocalPath}'");
        }
    }

    private static void CheckDisk(ValidationContext context, NodeDiskSpec disk)
    {
        if (context.Spec.Cluster.Provider == ClusterProvider.ExistingHosts)
        {
            if (disk.Device is null)
            {
                context.Error(
                    disk,
                    "device",
                    $"which disk of '{disk.Name}' is meant is not said",
                    "a path under /dev that stays the same from boot to boot, like /dev/disk/by-id/nvme-...");
            }

            return;
        }

        if (disk.Device is not null)
        {
            context.Error(
                disk, "device", $"the disk of '{disk.Name}' is a volume made at Hetzner", "leave device out; it is for existing hosts");
        }

        if (disk.Size.Value is < 10e9m or > 10240e9m || disk.Size.Value % 1e9m != 0)
        {
            context.Error(disk, "size", $"a block volume of {disk.Size} cannot be bought", "whole GB from 10G to 10240G");
        }
    }

    private static void CheckClass(ValidationContext context, StorageSpec storage, StorageClassSpec entry)
    {
        if (entry.Provisioner == StorageProvisioner.LocalPath && context.Spec.Cluster.K3s.Disable.Contains(LocalStorage))
        {
            context.Error(
                entry,
                "provisioner",
                $"nothing makes the volumes of '{entry.Name}': cluster.k3s.disable names {LocalStorage}",
                "use Longhorn, or keep k3s's local storage");
        }

        if (entry.Provisioner != StorageProvisioner.Longhorn)
        {
            return;
        }

        if (storage.Longhorn is null)
        {
            context.Error(entry, null, $"the class '{entry.Name}' needs Longhorn", "add storage.longhorn, or set provisioner: localPath");
            return;
        }

        var nodes = StoragePlacement.Nodes(context.Spec).Count;
        if (entry.Replicas > nodes)
        {
            context.Error(
                entry,
                "replicas",
                $"the class '{entry.Name}' asks for {entry.Replicas} copies on {nodes} storage nodes",
                "each copy needs a node of its own; use a number from 1 to the number of storage nodes");
        }
        else if (entry.Locality == DataLocality.StrictLocal && entry.Replicas != 1)
        {
            context.Error(
                entry,
                "locality",
                $"the class '{entry.Name}' keeps {entry.Replicas} copies, strictLocal is for one",
                "replicas: 1, or locality: bestEffort");
        }
    }

    private static void CheckVolume(ValidationContext context, StorageSpec storage, VolumeSpec volume)
    {
        var spec = context.Spec;
        var localClass = volume.Class == StorageClassSpec.LocalPath
            || storage.Classes.Any(entry => entry.Name == volume.Class && entry.Provisioner == StorageProvisioner.LocalPath);
        if (volume.AccessMode == AccessMode.ReadWriteMany && localClass)
        {
            context.Error(
                volume,
                "accessMode",
                $"the volume '{volume.Name}' is shared between nodes, its class is a folder of one",
                "use a class of Longhorn's, or ReadWriteOnce");
        }

        if (volume.Class == StorageClassSpec.LocalPath && spec.Cluster.K3s.Disable.Contains(LocalStorage))
        {
            context.Error(
                volume,
                "class",
                $"nothing makes the volume '{volume.Name}': cluster.k3s.disable names {LocalStorage}",
                "use a class of Longhorn's, or keep k3s's local storage");
        }

        if (volume.AccessMode == AccessMode.ReadWriteMany
            && storage.Classes.Any(entry => entry.Name == volume.Class && entry.Locality == DataLocality.StrictLocal))
        {
            context.Error(
                volume,
                "accessMode",
                $"the volume '{volume.Name}' is shared between nodes, its class keeps it on one",
                "use another class of Longhorn's, or ReadWriteOnce");
        }

        var pods = spec.Apps.FirstOrDefault(app => app.Name == volume.Owner && app.Kind == WorkloadKind.Deployment) is { } owner
            ? ResourceRules.Pods(owner)
            : 1;
        if (pods > 1 && volume.AccessMode != AccessMode.ReadWriteMany)
        {
            context.Error(
                volume,
                "accessMode",
                $"{pods} pods of '{volume.Owner}' share the volume '{volume.Name}', which only one node can mount",
                "use ReadWriteMany, a StatefulSet, or one pod");
        }
    }

    private static void CheckJob(ValidationContext context, StorageSpec storage, RecurringJobSpec job)
    {
        if (Expected(job.Schedule, job.KeepFor) is { } expected && expected != job.Retain)
        {
            context.Error(
                job,
                "retain",
                $"'{job.Schedule}' kept for {job.KeepFor} leaves {expected} results, retain keeps {job.Retain}",
                $"retain: {expected}");
        }

        if (job.Task == RecurringTask.Backup && storage.BackupTarget is null)
        {
            context.Error(job, "task", $"'{job.Name}' makes backups, but there is no backup target", "set storage.backupTarget");
        }

    }
}
