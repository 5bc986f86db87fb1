namespace Infra.Model.Validation;

/// <summary>Volumes fit the disks, copies included.</summary>
public static class CapacityRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var spec = context.Spec;
        var owner = context.ClusterOwner ?? spec;
        if (owner.Storage.Longhorn is not { } longhorn || spec.Storage.Classes.Count == 0 || !KnowsDisks(owner))
        {
            return;
        }

        var disks = new List<decimal>();
        foreach (var node in StoragePlacement.Nodes(owner))
        {
            disks.Add(StorageCapacity.Usable(owner, longhorn, node));
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
            Report(context, owner, longhorn, $"the volumes need {Gib(Needed(volumes))}", volumes, disks);
        }
        else if (context.Neighbours.Count > 0)
        {
            CheckTogether(context, owner, longhorn, disks);
        }
    }

    /// <summary>Checks that the volumes of all stacks that were read fit the disks of the cluster they share.</summary>
    private static void CheckTogether(ValidationContext context, SystemSpec owner, LonghornSpec longhorn, List<decimal> disks)
    {
        var all = new List<PlacedVolume>();
        var sums = new List<string>();
        foreach (var system in context.OnCluster())
        {
            var part = PlacedVolumes.Of(system, shared: system.Cluster.From is null);
            sums.Add($"{system.Stack.Name} {Gib(Needed(part))}");
            all.AddRange(part.Select(volume => volume with { Name = $"{system.Stack.Name}/{volume.Name}" }));
        }

        if (!StorageCapacity.Fits(disks, all))
        {
            Report(
                context,
                owner,
                longhorn,
                $"the volumes of the stacks that share the cluster need {Gib(Needed(all))} ({string.Join(", ", sums)})",
                all,
                disks);
        }
    }

    private static void Report(
        ValidationContext context,
        SystemSpec owner,
        LonghornSpec longhorn,
        string need,
        IReadOnlyList<PlacedVolume> volumes,
        List<decimal> disks) => context.Error(
            context.Spec.Storage,
            "volumes",
            $"{need}, copies included, and {disks.Count} storage nodes offer {Gib(disks.Sum())}: "
                + $"{Terms(volumes)} against {Offers(owner, longhorn)}",
            "make volumes smaller, take copies away, add storage.nodeDisks, or choose larger servers");

    private static decimal Needed(IReadOnlyList<PlacedVolume> volumes) => volumes.Sum(volume => volume.Bytes * volume.Copies);

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
