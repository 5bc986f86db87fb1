namespace Infra.Flows;

/// <summary>A network policy: the connections that it allows between its pods and one peer, in one direction.</summary>
public sealed record PolicyRule
{
    /// <summary>The policy's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The policy's name in it.</summary>
    public required string Name { get; init; }

    /// <summary>The pods that the policy selects.</summary>
    public required PodsEnd Pods { get; init; }

    /// <summary>Whether the policy allows ingress rather than egress.</summary>
    public required bool Ingress { get; init; }

    /// <summary>The peer.</summary>
    public required FlowEnd Peer { get; init; }

    /// <summary>The destination ports; empty for all.</summary>
    public required IReadOnlyList<FlowPort> Ports { get; init; }

    /// <summary>The purpose.</summary>
    public required string Reason { get; init; }
}
