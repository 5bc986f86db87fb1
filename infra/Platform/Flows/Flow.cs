namespace Infra.Platform.Flows;

/// <summary>Who opens connections to whom, on which ports, and why. Answers go back by themselves.</summary>
public sealed record Flow
{
    /// <summary>Who opens the connections.</summary>
    public required FlowEnd From { get; init; }

    /// <summary>Who takes them.</summary>
    public required FlowEnd To { get; init; }

    /// <summary>The receiver's ports, sorted; empty for all.</summary>
    public required IReadOnlyList<FlowPort> Ports { get; init; }

    /// <summary>What it is for.</summary>
    public required string Reason { get; init; }

    /// <summary>The ports as people read them.</summary>
    public string PortsText() => Ports.Count == 0 ? "all" : string.Join(' ', Ports);
}
