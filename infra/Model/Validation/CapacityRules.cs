namespace Infra.Model.Validation;

/// <summary>Volumes fit the disks, copies included.</summary>
public static class CapacityRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        if (spec.Storage.Longhorn is not { } longhorn || spec.Cluster.Provider != ClusterProvider.Hetzner || spec.Storage.Classes.Count == 0)
        {
            return;
        }

        var disks = StorageRules.StorageNodes(spec).Select(node => Usable(spec, longhorn, node)).ToList();
        if (disks.Count == 0)
        {
            context.Error(longhorn, "storageNodes", "no node holds Longhorn's replicas", "label at least one node, or leave storageNodes out");
            return;
        }

        var replicas = Replicas(spec, context.OwnsCluster).ToList();
        if (!Fits(disks, replicas))
        {
            var need = replicas.Sum(entry => entry.Size * entry.Copies);
            context.Error(spec.Storage, "volumes", $"the volumes need {Gib(need)}, copies included, and {disks.Count} storage nodes offer {Gib(disks.Sum())}", "make volumes smaller, take copies away, add storage.nodeDisks, or choose larger servers");
        }
    }

    /// <summary>What Longhorn may fill of a node's disk, in bytes.</summary>
    public static decimal Usable(SystemSpec spec, LonghornSpec longhorn, NodeSpec node)
    {
        var own = spec.Storage.NodeDisks.FirstOrDefault(disk => disk.Name == node.Name);
        var size = own?.Size.Value ?? ((HetznerServerType.Find(node.ServerType)?.DiskGb ?? 0) * 1e9m);
        return size * (100 - longhorn.MinimalFreePercent) / 100;
    }

    /// <summary>The volumes to be placed: each with its size in bytes and the number of nodes that hold a copy.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="shared">Those of databases and observability too, which come with the cluster.</param>
    public static IEnumerable<(decimal Size, int Copies)> Replicas(SystemSpec spec, bool shared)
    {
        foreach (var volume in spec.Storage.Volumes)
        {
            var members = Members(spec, volume, shared);
            for (var member = 0; member < members; member++)
            {
                yield return (volume.Size.Value, CopiesOf(spec, volume.Class));
            }
        }

        if (!shared)
        {
            yield break;
        }

        var watch = spec.Observability;
        foreach (var (size, name) in (IEnumerable<(Quantity?, string?)>)[(watch.Prometheus?.Size, watch.Prometheus?.Class), (watch.Grafana?.Size, watch.Grafana?.Class), (watch.Loki?.Size, watch.Loki?.Class)])
        {
            if (size is { } known && name is not null)
            {
                yield return (known.Value, CopiesOf(spec, name));
            }
        }
    }

    /// <summary>Whether volumes fit: the largest first, each copy to another disk, always those with the most room.</summary>
    public static bool Fits(IEnumerable<decimal> disks, IEnumerable<(decimal Size, int Copies)> volumes)
    {
        var free = disks.ToArray();
        foreach (var (size, copies) in volumes.OrderByDescending(volume => volume.Size))
        {
            Array.Sort(free, static (left, right) => right.CompareTo(left));
            if (copies > free.Length)
            {
                return false;
            }

            for (var copy = 0; copy < copies; copy++)
            {
                free[copy] -= size;
                if (free[copy] < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int CopiesOf(SystemSpec spec, string name) =>
        spec.Storage.Classes.FirstOrDefault(entry => entry.Name == name) is { Provisioner: StorageProvisioner.Longhorn } found ? found.Replicas : 0;

    private static int Members(SystemSpec spec, VolumeSpec volume, bool shared)
    {
        if (spec.Databases.Postgres.FirstOrDefault(server => server.Name == volume.Owner) is { } postgres)
        {
            return shared ? postgres.Instances : 0;
        }

        if (spec.Databases.Mysql.FirstOrDefault(server => server.Name == volume.Owner) is { } mysql)
        {
            return shared ? mysql.Instances : 0;
        }

        return spec.Apps.FirstOrDefault(app => app.Name == volume.Owner) is { Kind: WorkloadKind.StatefulSet } app ? app.Replicas : 1;
    }

    private static string Gib(decimal bytes) => $"{bytes / 1073741824m:0}Gi";
}
