using Infra.Hosts;
using Infra.Parts;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="K3sCluster"/>.</summary>
public sealed record K3sClusterArgs
{
    /// <summary>The hosts, one for each node.</summary>
    public required IReadOnlyList<NodeHost> Hosts { get; init; }

    /// <summary>The settings of nodes that the parts of the stack depend on.</summary>
    public required NodeRequests Requests { get; init; }
}
