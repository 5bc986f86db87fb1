using Infra.Model.Capacity;

namespace Infra.Model;

/// <summary>
/// Resources of a node that pods may ask for: those that are described or, without them, those of its server type, without
/// <see cref="NodeReserve"/>.
/// </summary>
public static class NodeCapacity
{
    /// <summary>Whether the resources of a node are known: described, or those of a known server type.</summary>
    /// <param name="cluster">The node's cluster.</param>
    /// <param name="node">The node.</param>
    public static bool IsKnown(ClusterSpec cluster, NodeSpec node) =>
        node.Memory is not null || (cluster.Provider == ClusterProvider.Hetzner && TypeOf(node) is not null);

    /// <summary>Cores and bytes of a node that pods may ask for.</summary>
    /// <param name="node">The node, whose resources are known.</param>
    public static Amount Allocatable(NodeSpec node) => new(AllocatableCpu(node), AllocatableMemory(node));

    /// <summary>Cores of a node that pods may ask for.</summary>
    /// <param name="node">The node.</param>
    public static decimal AllocatableCpu(NodeSpec node) =>
        (node.Cpu?.Value ?? TypeOf(node)?.Cores ?? 0) - NodeReserve.SystemCpu.Value - NodeReserve.KubeCpu(node.Role).Value;

    /// <summary>
    /// Bytes of a node that pods may ask for. A type's GB are counted as 10^9 bytes, although they are 2^30: the kernel keeps about the
    /// difference for itself (a cpx11 with 2 GB shows 1.9 GiB).
    /// </summary>
    /// <param name="node">The node.</param>
    public static decimal AllocatableMemory(NodeSpec node) =>
        (node.Memory?.Value ?? (TypeOf(node)?.MemoryGb ?? 0) * 1e9m)
            - NodeReserve.SystemMemory.Value
            - NodeReserve.KubeMemory(node.Role).Value
            - NodeReserve.EvictionMemory.Value;

    private static HetznerServerType? TypeOf(NodeSpec node) => HetznerServerType.Find(node.ServerType);
}
