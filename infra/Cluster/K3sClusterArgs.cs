using Infra.Hosts;
using Pulumi;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="K3sCluster"/>.</summary>
public sealed record K3sClusterArgs
{
    /// <summary>The hosts, one for each node.</summary>
    public required IReadOnlyList<NodeHost> Hosts { get; init; }

    /// <summary>The version that the last successful run put in force, null in it before the first. Null (default) skips the check of the upgrade.</summary>
    public Output<string?>? VersionInForce { get; init; }

    /// <summary>TCP ports on which host processes serve metrics; the hosts' firewalls open them to the cluster alone.</summary>
    public IReadOnlyList<int> MetricsPorts { get; init; } = [];
}
