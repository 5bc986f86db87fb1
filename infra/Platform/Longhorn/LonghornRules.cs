using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of Longhorn, of its classes and of its recurring jobs.</summary>
internal static class LonghornRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var storage = context.Spec.Storage;
        if (storage.Longhorn is { } longhorn && context.OwnsCluster)
        {
            CheckNodes(context, longhorn);
            foreach (var server in context.Spec.Databases.Servers())
            {
                CheckServer(context, server);
            }
        }

        foreach (var entry in storage.Classes)
        {
            if (entry.Provisioner == StorageProvisioner.Longhorn)
            {
                CheckClass(context, storage, entry);
            }
        }

        foreach (var job in storage.RecurringJobs)
        {
            CheckJob(context, storage, job);
        }
    }

    private static void CheckNodes(ValidationContext context, LonghornSpec longhorn)
    {
        var nodes = StoragePlacement.Nodes(context.Spec);
        if (nodes.Count > 0 && longhorn.DefaultReplicas > nodes.Count)
        {
            context.Error(
                longhorn,
                "defaultReplicas",
                $"{longhorn.DefaultReplicas} copies on {nodes.Count} storage nodes",
                "each copy needs a node of its own; use a number from 1 to the number of storage nodes");
        }
    }

    /// <summary>
    /// The only replica of a volume of a <see cref="DataLocality.StrictLocal"/> class is on the node of its pod, so that node must hold
    /// replicas; wherever else the pod lands, its volume is never attached.
    /// </summary>
    private static void CheckServer(ValidationContext context, IDatabaseServerSpec server)
    {
        var storage = context.Spec.Storage;
        if (storage.Volumes.FirstOrDefault(known => known.Name == server.Volume) is { } volume
            && storage.Classes.FirstOrDefault(known => known.Name == volume.Class) is { Locality: DataLocality.StrictLocal } entry)
        {
            var holders = StoragePlacement.Nodes(context.Spec);
            foreach (var node in context.Spec.Cluster.Nodes)
            {
                if (node.Takes(server.NodeLabels, server.OnControlPlane) && !holders.Contains(node))
                {
                    context.Error(
                        volume,
                        "class",
                        $"'{server.Name}' may run on {node.Name}, which holds no replicas, and the class '{entry.Name}' keeps the only one "
                            + "on the pod's node",
                        "use another class, keep the server on the storage nodes (nodeLabels), "
                            + "or make the node one of them (storageNodes)");
                }
            }
        }
    }

    private static void CheckClass(ValidationContext context, StorageSpec storage, StorageClassSpec entry)
    {
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

    private static void CheckJob(ValidationContext context, StorageSpec storage, RecurringJobSpec job)
    {
        if (job.Schedule.RunsIn(job.KeepFor) is { } expected && expected != job.Retain)
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
