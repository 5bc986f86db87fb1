namespace Infra.Model;

/// <summary>Decision on which Docker hosts and nodes of the cluster are one machine.</summary>
public static class DockerMachines
{
    /// <summary>
    /// The node on the same machine as a Docker host: the one with its address; without such a one, the only node of a cluster for which
    /// the host has a bridge address. Null for none.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="host">The Docker host.</param>
    public static NodeSpec? NodeOf(ClusterSpec cluster, ComposeHostSpec host)
    {
        foreach (var node in cluster.Nodes)
        {
            if (node.Address == host.Address || node.PrivateIp.ToString() == host.Address)
            {
                return node;
            }
        }

        return host.BridgeAddress is not null && cluster.Nodes is [var only] ? only : null;
    }
}
