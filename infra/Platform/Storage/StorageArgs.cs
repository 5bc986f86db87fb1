using Infra.Cluster;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Storage"/>.</summary>
public sealed record StorageArgs
{
    /// <summary>The nodes whose disks hold Longhorn's replicas.</summary>
    public required IReadOnlyList<ClusterNode> Nodes { get; init; }
}
