namespace Infra.Flows;

/// <summary>A connection that is allowed: its two ends, the ports and the purpose. Replies need no flow of their own.</summary>
public sealed record Flow
{
    /// <summary>The end that opens the connections.</summary>
    public required FlowEnd From { get; init; }

    /// <summary>The end that accepts them.</summary>
    public required FlowEnd To { get; init; }

    /// <summary>The ports of <see cref="To"/>, sorted; empty for all.</summary>
    public required IReadOnlyList<FlowPort> Ports { get; init; }

    /// <summary>The purpose.</summary>
    public required string Reason { get; init; }

    /// <summary>The ports as shown to an operator.</summary>
    public string PortsText() => Ports.Count == 0 ? "all" : string.Join(' ', Ports);
}
