namespace Infra.Model;

/// <summary>Selection of the nodes whose disks hold Longhorn's replicas, and of the taints that its driver tolerates.</summary>
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

    /// <summary>
    /// Taints that Longhorn must tolerate, each key with its effect once: those of the storage nodes, and those that a pod with a volume of
    /// Longhorn tolerates, because its CSI driver mounts the volume on the pod's node. A server counts wherever it runs at present:
    /// Longhorn changes the tolerations of its driver only while every volume is detached, so those of all phases must be set before the
    /// first install. Apps tolerate no taint.
    /// </summary>
    /// <param name="spec">The system.</param>
    public static IReadOnlyList<TaintSpec> DriverTaints(SystemSpec spec)
    {
        var taints = new List<TaintSpec>();
        if (spec.Databases.Servers().Any(server => server.OnControlPlane && HasLonghornVolume(spec, server)))
        {
            taints.Add(new() { Name = TaintSpec.ControlPlane });
        }

        foreach (var node in Nodes(spec))
        {
            foreach (var taint in node.Taints)
            {
                if (taint.Effect != TaintEffect.PreferNoSchedule
                    && !taints.Exists(known => known.Name == taint.Name && known.Effect == taint.Effect))
                {
                    taints.Add(taint);
                }
            }
        }

        return taints;
    }

    private static bool HasLonghornVolume(SystemSpec spec, IDatabaseServerSpec server) =>
        spec.Storage.Volumes.FirstOrDefault(volume => volume.Name == server.Volume) is { } volume
        && spec.Storage.Classes.FirstOrDefault(known => known.Name == volume.Class) is { Provisioner: StorageProvisioner.Longhorn };
}
