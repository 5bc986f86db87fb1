namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="SharedCluster"/>.</summary>
public sealed record SharedClusterArgs
{
    /// <summary>The stack that owns the cluster.</summary>
    public required string Owner { get; init; }
}
