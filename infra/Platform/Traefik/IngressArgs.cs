using Infra.Cluster;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Ingress"/>.</summary>
public sealed record IngressArgs
{
    /// <summary>The nodes of the cluster.</summary>
    public required IReadOnlyList<ClusterNode> Nodes { get; init; }

    /// <summary>User names of the accounts that restore routes from a backup; <see cref="RouteFence"/> accepts their routes.</summary>
    public required IReadOnlyList<string> Restorers { get; init; }
}
