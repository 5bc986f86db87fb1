namespace Infra.Model.Validation;

/// <summary>Volumes fit the disks, copies included.</summary>
public static class CapacityRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        if (spec.Storage.Longhorn is not { } longhorn || spec.Storage.Classes.Count == 0 || !KnowsDisks(spec))
        {
            return;
        }

        var disks = new List<Disk>();
        var offered = 0m;
        foreach (var node in StoragePlacement.Nodes(spec))
        {
            disks.Add(new Disk { Free = Usable(spec, longhorn, node) });
            offered += disks[^1].Free;
        }

        if (disks.Count == 0)
        {
            context.Error(
                longhorn, "storageNodes", "no node holds Longhorn's replicas", "label at least one node, or leave storageNodes out");
            return;
        }

        var volumes = Volumes(spec, context.OwnsCluster);
        if (!Fits(disks, volumes))
        {
            var needed = 0m;
            foreach (var volume in volumes)
            {
                needed += volume.Bytes * volume.Copies;
            }

            context.Error(
                spec.Storage,
                "volumes",
                $"the volumes need {Gib(needed)}, copies included, and {disks.Count} storage nodes offer {Gib(offered)}: "
                    + $"{Terms(volumes)} against {Offers(spec, longhorn)}",
                "make volumes smaller, take copies away, add storage.nodeDisks, or choose larger servers");
        }
    }

    /// <summary>Of existing hosts only the disks described for Longhorn are known.</summary>
    private static bool KnowsDisks(SystemSpec spec) => spec.Cluster.Provider == ClusterProvider.Hetzner
        || StoragePlacement.Nodes(spec).All(node => spec.Storage.NodeDisks.Any(disk => disk.Name == node.Name));

    /// <summary>
    /// Space of a node's disk that Longhorn may use, in bytes: the disk without the share kept free, allocated once
    /// (over-provisioning 100%). The program sets Longhorn's settings to the same.
    /// </summary>
    public static decimal Usable(SystemSpec spec, LonghornSpec longhorn, NodeSpec node)
    {
        var own = spec.Storage.NodeDisks.FirstOrDefault(disk => disk.Name == node.Name);
        var size = own?.Size.Value ?? ((HetznerServerType.Find(node.ServerType)?.DiskGb ?? 0) * 1e9m);
        return size * (100 - longhorn.MinimalFreePercent) / 100;
    }

    /// <summary>The volumes to be placed.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="shared">Those of databases and observability too, which come with the cluster.</param>
    public static IReadOnlyList<PlacedVolume> Volumes(SystemSpec spec, bool shared)
    {
        var volumes = new List<PlacedVolume>();
        foreach (var volume in spec.Storage.Volumes)
        {
            for (var member = Members(spec, volume, shared); member > 0; member--)
            {
                volumes.Add(new PlacedVolume(volume.Size.Value, CopiesOf(spec, volume.Class), volume.Name));
            }
        }

        if (shared)
        {
            foreach (var server in spec.Databases.Servers())
            {
                AddFurther(volumes, spec, server);
            }

            var watch = spec.Observability;
            Add(volumes, spec, "prometheus", watch.Prometheus?.Size, watch.Prometheus?.Class);
            Add(volumes, spec, "grafana", watch.Grafana?.Size, watch.Grafana?.Class);
            Add(volumes, spec, "loki", watch.Loki?.Size, watch.Loki?.Class);
        }

        return volumes;
    }

    /// <summary>Whether volumes fit: the largest first, each copy to another disk, always those with the most room.</summary>
    /// <param name="disks">What the disks have free, in bytes.</param>
    /// <param name="volumes">The volumes.</param>
    public static bool Fits(IEnumerable<decimal> disks, IEnumerable<PlacedVolume> volumes) =>
        Fits([.. disks.Select(free => new Disk { Free = free })], volumes);

    private static bool Fits(List<Disk> disks, IEnumerable<PlacedVolume> volumes)
    {
        var largestFirst = volumes.ToList();
        largestFirst.Sort(static (left, right) => right.Bytes.CompareTo(left.Bytes));
        foreach (var volume in largestFirst)
        {
            disks.Sort(static (left, right) => right.Free.CompareTo(left.Free));
            if (volume.Copies > disks.Count)
            {
                return false;
            }

            for (var copy = 0; copy < volume.Copies; copy++)
            {
                disks[copy].Free -= volume.Bytes;
                if (disks[copy].Free < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void AddFurther(List<PlacedVolume> volumes, SystemSpec spec, IDatabaseServerSpec server)
    {
        if (server.FurtherVolumes.Count == 0 || spec.Storage.Volumes.FirstOrDefault(volume => volume.Name == server.Volume) is not { } data)
        {
            return;
        }

        foreach (var (name, size) in server.FurtherVolumes)
        {
            for (var member = server.Instances; member > 0; member--)
            {
                Add(volumes, spec, name, size, data.Class);
            }
        }
    }

    private static void Add(List<PlacedVolume> volumes, SystemSpec spec, string name, Quantity? size, string? storageClass)
    {
        if (size is not null && storageClass is not null)
        {
            volumes.Add(new PlacedVolume(size.Value, CopiesOf(spec, storageClass), name));
        }
    }

    private static int CopiesOf(SystemSpec spec, string name) =>
        spec.Storage.Classes.FirstOrDefault(entry => entry.Name == name) is { Provisioner: StorageProvisioner.Longhorn } found
            ? found.Replicas
            : 0;

    private static int Members(SystemSpec spec, VolumeSpec volume, bool shared)
    {
        if (spec.Databases.Server(volume.Owner) is { } server)
        {
            return shared || server.EnvironmentIn(spec) is not null ? server.Instances : 0;
        }

        return spec.Apps.FirstOrDefault(app => app.Name == volume.Owner) is { Kind: WorkloadKind.StatefulSet } app ? app.Replicas : 1;
    }

    /// <summary>The sum's terms: <c>files 3 x 50Gi x 2 copies</c>, those that cost most first.</summary>
    private static string Terms(IReadOnlyList<PlacedVolume> volumes)
    {
        var terms = volumes.Where(volume => volume.Copies > 0).GroupBy(volume => volume.Name, StringComparer.Ordinal)
            .Select(group => (Volume: group.First(), Members: group.Count()))
            .OrderByDescending(term => term.Volume.Bytes * term.Volume.Copies * term.Members);
        return string.Join(" + ", terms.Select(term =>
            (term.Members > 1
                ? $"{term.Volume.Name} {term.Members} x {Gib(term.Volume.Bytes)}"
                : $"{term.Volume.Name} {Gib(term.Volume.Bytes)}")
            + (term.Volume.Copies > 1 ? $" x {term.Volume.Copies} copies" : "")));
    }

    private static string Offers(SystemSpec spec, LonghornSpec longhorn) =>
        string.Join(" + ", StoragePlacement.Nodes(spec).Select(node => $"{node.Name} {Gib(Usable(spec, longhorn, node))}"))
            + $" ({longhorn.MinimalFreePercent}% of each disk stay free)";

    private static string Gib(decimal bytes) => $"{bytes / 1073741824m:0}Gi";

    private sealed class Disk
    {
        public decimal Free { get; set; }
    }
}
