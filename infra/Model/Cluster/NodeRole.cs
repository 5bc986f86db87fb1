namespace Infra.Model;

/// <summary>A node's role in k3s.</summary>
public enum NodeRole
{
    /// <summary>Control plane, etcd member and workloads.</summary>
    Server,

    /// <summary>Workloads only.</summary>
    Agent,
}
