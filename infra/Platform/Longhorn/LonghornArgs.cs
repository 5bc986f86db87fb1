using Infra.Cluster;
using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Longhorn"/>.</summary>
public sealed record LonghornArgs
{
    /// <summary>Longhorn as described.</summary>
    public required LonghornSpec Spec { get; init; }

    /// <summary>The nodes whose disks hold replicas.</summary>
    public required IReadOnlyList<ClusterNode> Nodes { get; init; }

    /// <summary>The resources that must exist first: the snapshot controller with its definitions.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
