namespace Infra.Model;

/// <summary>Selection of the nodes whose disks hold Longhorn's replicas.</summary>
public static class StoragePlacement
{
    /// <summary>Storage nodes: those with Longhorn's label, otherwise those that accept ordinary pods.</summary>
    /// <param name="spec">The system.</param>
    public static IReadOnlyList<NodeSpec> Nodes(SystemSpec spec)
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
}
