using Infra.Cluster;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Storage"/>.</summary>
public sealed record StorageArgs
{
    /// <summary>The nodes whose disks hold Longhorn's replicas.</summary>
    public required IReadOnlyList<ClusterNode> Nodes { get; init; }

    /// <summary>The installed version of Longhorn; an output of null for none. Null (default) skips the check of the upgrade.</summary>
    public Output<string?>? LonghornInForce { get; init; }
}
