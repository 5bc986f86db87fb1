namespace Infra.Model;

/// <summary>Role of a node in k3s.</summary>
public enum NodeRole
{
    /// <summary>Control plane, etcd member and workloads.</summary>
    Server,

    /// <summary>Workloads only.</summary>
    Agent,
}
