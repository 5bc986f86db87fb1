using Infra.Charts;
using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Platform;

/// <summary>
/// Requests of Longhorn's pods: its manager, and the instance manager, which runs the volumes of a node. Its other pods ask for nothing.
/// </summary>
internal static class LonghornPods
{
    /// <summary>
    /// Share of a node's processor that an instance manager asks for: the default of Longhorn's setting
    /// <c>guaranteed-instance-manager-cpu</c>.
    /// </summary>
    private const decimal InstanceManagerShare = 0.12m;

    /// <summary>The requests.</summary>
    /// <param name="system">The system, with Longhorn.</param>
    public static IReadOnlyList<PodsRequest> Of(SystemSpec system)
    {
        var taints = StoragePlacement.DriverTaints(system);
        var values = LonghornValues.For(system.Storage.Longhorn!, [], taints, backupTarget: null, backupSecret: "", protect: false);
        var manager = ChartPods.Of("longhorn-manager", values, "longhornManager") with
        {
            OnEveryNode = true,
            Tolerates = [.. taints.Select(static taint => taint.Name)],
        };
        var requests = new List<PodsRequest> { manager };
        foreach (var node in system.Cluster.Nodes)
        {
            if (manager.MayRunOn(node))
            {
                var share = InstanceManagerShare * NodeCapacity.AllocatableCpu(node);
                requests.Add(new($"instance-manager of {node.Name}", 1, new(share, 0))
                {
                    Node = node.Name,
                    OnEveryNode = true,
                    Tolerates = manager.Tolerates,
                });
            }
        }

        return requests;
    }
}
