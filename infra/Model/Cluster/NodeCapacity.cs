namespace Infra.Model;

/// <summary>Resources of a Hetzner server that pods may ask for: those of its type without <see cref="NodeReserve"/>.</summary>
public static class NodeCapacity
{
    /// <summary>Cores of a node that pods may ask for.</summary>
    /// <param name="node">The node.</param>
    public static decimal AllocatableCpu(NodeSpec node) =>
        (HetznerServerType.Find(node.ServerType)?.Cores ?? 0) - NodeReserve.SystemCpu.Value - NodeReserve.KubeCpu(node.Role).Value;

    /// <summary>
    /// Bytes of a node that pods may ask for. A type's GB are counted as 10^9 bytes, although they are 2^30: the kernel keeps about the
    /// difference for itself (a cpx11 with 2 GB shows 1.9 GiB).
    /// </summary>
    /// <param name="node">The node.</param>
    public static decimal AllocatableMemory(NodeSpec node) =>
        ((HetznerServerType.Find(node.ServerType)?.MemoryGb ?? 0) * 1e9m)
            - NodeReserve.SystemMemory.Value
            - NodeReserve.KubeMemory(node.Role).Value
            - NodeReserve.EvictionMemory.Value;
}
