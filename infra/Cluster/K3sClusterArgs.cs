using Infra.Hosts;
using Infra.Model;
using Pulumi;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="K3sCluster"/>.</summary>
public sealed record K3sClusterArgs
{
    /// <summary>The cluster as described.</summary>
    public required ClusterSpec Cluster { get; init; }

    /// <summary>The system's domain; in the certificate of the API.</summary>
    public required string Domain { get; init; }

    /// <summary>The version the cluster was last brought up with, null where there was none; the whole is null where nobody knows.</summary>
    public Output<string?>? VersionInForce { get; init; }

    /// <summary>The hosts, one a node.</summary>
    public required IReadOnlyList<NodeHost> Hosts { get; init; }

    /// <summary>Passwords of private registries, by registry. Secrets.</summary>
    public required IReadOnlyDictionary<string, Output<string>> RegistryPasswords { get; init; }

    /// <summary>TCP ports where host processes serve their metrics; the hosts' firewalls keep them for the cluster.</summary>
    public IReadOnlyList<int> MetricsPorts { get; init; } = [];

    /// <summary>Protects the tokens: without them no snapshot of etcd can be restored.</summary>
    public bool Protect { get; init; }
}
