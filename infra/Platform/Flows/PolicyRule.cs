namespace Infra.Platform.Flows;

/// <summary>One network policy: what the pods of one end may do in one direction with the other end.</summary>
public sealed record PolicyRule
{
    /// <summary>The policy's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The policy's name in it.</summary>
    public required string Name { get; init; }

    /// <summary>The pods it is for.</summary>
    public required PodsEnd Pods { get; init; }

    /// <summary>It lets connections in rather than out.</summary>
    public required bool Ingress { get; init; }

    /// <summary>The other end.</summary>
    public required FlowEnd Peer { get; init; }

    /// <summary>The receiver's ports; empty for all.</summary>
    public required IReadOnlyList<FlowPort> Ports { get; init; }

    /// <summary>What it is for.</summary>
    public required string Reason { get; init; }
}
