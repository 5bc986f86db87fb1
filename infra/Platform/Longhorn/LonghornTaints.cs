using Infra.Hosts;
using Infra.Model;

namespace Infra.Platform;

/// <summary>The taints that keep pods off storage nodes, which Longhorn must tolerate.</summary>
public static class LonghornTaints
{
    /// <summary>
    /// The taints of the nodes, each once. Those of Kubernetes itself are left out: Longhorn takes no toleration of them,
    /// and validation refuses a storage node that has one.
    /// </summary>
    public static IReadOnlyList<TaintSpec> Of(IReadOnlyList<NodeHost> nodes)
    {
        var taints = new List<TaintSpec>();
        foreach (var host in nodes)
        {
            foreach (var taint in host.Node.Taints)
            {
                if (taint.Effect != TaintEffect.PreferNoSchedule && !taint.Name.Contains("kubernetes.io", StringComparison.Ordinal) && !taints.Contains(taint))
                {
                    taints.Add(taint);
                }
            }
        }

        return taints;
    }
}
