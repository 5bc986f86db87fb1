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

        var disks = new List<decimal>();
        var offered = 0m;
        foreach (var node in StoragePlacement.Nodes(spec))
        {
            disks.Add(StorageCapacity.Usable(spec, longhorn, node));
            offered += disks[^1];
        }

        if (disks.Count == 0)
        {
            context.Error(
                longhorn, "storageNodes", "no node holds Longhorn's replicas", "label at least one node, or leave storageNodes out");
            return;
        }

        var volumes = PlacedVolumes.Of(spec, context.OwnsCluster);
        if (!StorageCapacity.Fits(disks, volumes))
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

    /// <summary>Of existing hosts, and of server types that are not listed, only the disks described for Longhorn are known.</summary>
    private static bool KnowsDisks(SystemSpec spec) => StoragePlacement.Nodes(spec).All(node =>
        (spec.Cluster.Provider == ClusterProvider.Hetzner && HetznerServerType.Find(node.ServerType) is not null)
        || spec.Storage.NodeDisks.Any(disk => disk.Name == node.Name));

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
        string.Join(" + ", StoragePlacement.Nodes(spec).Select(node => $"{node.Name} {Gib(StorageCapacity.Usable(spec, longhorn, node))}"))
            + $" ({longhorn.MinimalFreePercent}% of each disk stay free)";

    private static string Gib(decimal bytes) => $"{bytes / 1073741824m:0}Gi";
}
