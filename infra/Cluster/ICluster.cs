using System.Collections.Immutable;
using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>The cluster that a stack's objects are in: the stack's own, or another stack's.</summary>
public interface ICluster
{
    /// <summary>The provider of everything in the cluster.</summary>
    K8s.Provider Provider { get; }

    /// <summary>The nodes that this stack makes; empty where another stack owns the cluster.</summary>
    IReadOnlyList<ClusterNode> Nodes { get; }

    /// <summary>
    /// The resources that a pod with an imported image depends on, by the image's name; empty where another stack owns the cluster.
    /// </summary>
    IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; }

    /// <summary>The resources that a service with a node port depends on; empty where another stack owns the cluster.</summary>
    IReadOnlyList<Resource> NodePorts { get; }

    /// <summary>The administrator's kubeconfig. A secret.</summary>
    Output<string> Kubeconfig { get; }

    /// <summary>Private key for SSH to the nodes. A secret; empty where another stack owns them.</summary>
    Output<string> SshPrivateKey { get; }

    /// <summary>
    /// A line of <c>known_hosts</c> for each node, so that SSH does not trust a host key on first use; empty where another stack owns them.
    /// </summary>
    Output<string> KnownHosts { get; }

    /// <summary>The installed version of k3s; empty when it is not known.</summary>
    Output<string> K3sVersion { get; }

    /// <summary>
    /// The version of Longhorn that another stack installed; empty in the stack that owns the cluster, which installs its own.
    /// </summary>
    Output<string> LonghornVersion { get; }

    /// <summary>Public address of each node, by name.</summary>
    Output<ImmutableDictionary<string, string>> NodeAddresses { get; }

    /// <summary>
    /// Type, location and placement group of each server at Hetzner, by node, once all nodes have started; empty for existing hosts, and
    /// where another stack owns the cluster.
    /// </summary>
    Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Servers { get; }

    /// <summary>
    /// Public address of each server, in the described order; empty where the API has an address of its own
    /// (<c>cluster.k3s.apiEndpoint</c>).
    /// </summary>
    Output<ImmutableArray<string>> ServerAddresses { get; }

    /// <summary>
    /// <c>address</c>, <c>port</c>, <c>user</c> and <c>hostKey</c> of SSH to each server, by node; empty where another stack owns them.
    /// </summary>
    Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> ServerSsh { get; }

    /// <summary>The addresses that DNS records of published hosts point to.</summary>
    Output<ImmutableArray<string>> IngressAddresses { get; }

    /// <summary>The password of a database that the owner of the cluster made. A secret.</summary>
    /// <param name="database">The database as <c>server/database</c>.</param>
    /// <exception cref="InvalidOperationException">This stack owns the cluster, so it makes every database it uses.</exception>
    Output<string> DatabasePassword(string database);
}
