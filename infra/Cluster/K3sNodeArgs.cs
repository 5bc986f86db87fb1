using Infra.Hosts;
using Infra.Parts;
using Pulumi;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="K3sNode"/>.</summary>
public sealed record K3sNodeArgs
{
    /// <summary>The host.</summary>
    public required NodeHost Host { get; init; }

    /// <summary>Token with which servers join. A secret.</summary>
    public required Output<string> ServerToken { get; init; }

    /// <summary>Token with which agents join. A secret.</summary>
    public required Output<string> AgentToken { get; init; }

    /// <summary>The file <c>registries.yaml</c>, null where there are no private registries. A secret.</summary>
    public Output<string>? Registries { get; init; }

    /// <summary>The settings of nodes that the parts of the stack depend on.</summary>
    public required NodeRequests Requests { get; init; }

    /// <summary>Id of the one host that may found the cluster.</summary>
    public required Output<string> FounderId { get; init; }

    /// <summary>The servers that stay when this node is recreated.</summary>
    public required IReadOnlyList<NodeHost> Peers { get; init; }

    /// <summary>The one of them that removes the old node first; null in a cluster of one server.</summary>
    public Output<NodeHost>? Peer { get; init; }

    /// <summary>The commands that must have ended before this node starts: the previous server's, or all servers'.</summary>
    public required IReadOnlyList<Resource> StartAfter { get; init; }
}
