using Infra.Hosts;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="NodePortCheck"/>.</summary>
public sealed record NodePortCheckArgs
{
    /// <summary>The node ports.</summary>
    public required IReadOnlyList<WantedPort> Ports { get; init; }

    /// <summary>The hosts of the nodes.</summary>
    public required IReadOnlyList<NodeHost> Hosts { get; init; }
}
