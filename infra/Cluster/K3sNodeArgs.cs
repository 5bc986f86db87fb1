using Infra.Hosts;
using Infra.Model;
using Pulumi;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="K3sNode"/>.</summary>
public sealed record K3sNodeArgs
{
    /// <summary>The host.</summary>
    public required NodeHost Host { get; init; }

    /// <summary>The cluster as described.</summary>
    public required ClusterSpec Cluster { get; init; }

    /// <summary>The system's domain.</summary>
    public required string Domain { get; init; }

    /// <summary>The described version of k3s, known once it was found to be one that may follow the version in force.</summary>
    public required Output<string> PermittedVersion { get; init; }

    /// <summary>Token with which servers join. A secret.</summary>
    public required Output<string> ServerToken { get; init; }

    /// <summary>Token with which agents join. A secret.</summary>
    public required Output<string> AgentToken { get; init; }

    /// <summary>The file <c>registries.yaml</c>, null where there are no private registries. A secret.</summary>
    public Output<string>? Registries { get; init; }

    /// <summary>TCP ports where host processes serve their metrics, for the cluster alone.</summary>
    public IReadOnlyList<int> MetricsPorts { get; init; } = [];

    /// <summary>Id of the one host that may found the cluster.</summary>
    public required Output<string> FounderId { get; init; }

    /// <summary>The servers that stay when this node is recreated; each is told to forget the old one first.</summary>
    public required IReadOnlyList<NodeHost> Peers { get; init; }

    /// <summary>The commands that must have ended before this node starts: the previous server's, or all servers'.</summary>
    public required IReadOnlyList<Resource> StartAfter { get; init; }
}
