namespace Infra.Model;

/// <summary>
/// Resources reserved on a node. Allocatable resources are the capacity minus these (Kubernetes, reserve compute resources).
/// </summary>
public static class NodeReserve
{
    /// <summary>CPU reserved for the operating system.</summary>
    public static Quantity SystemCpu { get; } = Quantity.Parse("100m");

    /// <summary>Memory reserved for the operating system.</summary>
    public static Quantity SystemMemory { get; } = Quantity.Parse("256Mi");

    /// <summary>Memory below which pods are evicted.</summary>
    public static Quantity EvictionMemory { get; } = Quantity.Parse("200Mi");

    /// <summary>CPU reserved for k3s, including etcd on a server.</summary>
    public static Quantity KubeCpu(NodeRole role) => Quantity.Parse(role == NodeRole.Server ? "250m" : "100m");

    /// <summary>
    /// Memory reserved for k3s: a server with etcd and a workload uses 896 MB, an agent 256 MB (k3s documentation, resource profiling);
    /// rounded up.
    /// </summary>
    public static Quantity KubeMemory(NodeRole role) => Quantity.Parse(role == NodeRole.Server ? "1Gi" : "256Mi");
}
