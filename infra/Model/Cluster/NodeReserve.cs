namespace Infra.Model;

/// <summary>What a node keeps from its pods: allocatable is the capacity without it (Kubernetes, reserve compute resources).</summary>
public static class NodeReserve
{
    /// <summary>Processor time kept for the operating system.</summary>
    public static Quantity SystemCpu { get; } = Quantity.Parse("100m");

    /// <summary>Memory kept for the operating system.</summary>
    public static Quantity SystemMemory { get; } = Quantity.Parse("256Mi");

    /// <summary>Memory below which pods are evicted.</summary>
    public static Quantity EvictionMemory { get; } = Quantity.Parse("200Mi");

    /// <summary>Processor time kept for k3s, etcd included on a server.</summary>
    public static Quantity KubeCpu(NodeRole role) => Quantity.Parse(role == NodeRole.Server ? "250m" : "100m");

    /// <summary>Memory kept for k3s: a server with etcd and a workload takes 896 MB, an agent 256 MB (k3s documentation, resource profiling); rounded up.</summary>
    public static Quantity KubeMemory(NodeRole role) => Quantity.Parse(role == NodeRole.Server ? "1Gi" : "256Mi");
}
