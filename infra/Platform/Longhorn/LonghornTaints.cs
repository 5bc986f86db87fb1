using Infra.Cluster;
using Infra.Model;

namespace Infra.Platform;

/// <summary>The taints of storage nodes that Longhorn must tolerate.</summary>
public static class LonghornTaints
{
    /// <summary>
    /// The taints of the nodes, each once, without those of Kubernetes itself: Longhorn accepts no toleration of them, and validation
    /// refuses a storage node with one.
    /// </summary>
    public static IReadOnlyList<TaintSpec> Of(IReadOnlyList<ClusterNode> nodes)
    {
        var taints = new List<TaintSpec>();
        foreach (var node in nodes)
        {
            foreach (var taint in node.Host.Node.Taints)
            {
                if (taint.Effect != TaintEffect.PreferNoSchedule
                    && !taint.Name.Contains("kubernetes.io", StringComparison.Ordinal)
                    && !taints.Contains(taint))
                {
                    taints.Add(taint);
                }
            }
        }

        return taints;
    }
}
