namespace Infra.Model;

/// <summary>A phase: some steps, then a gate before the next phase.</summary>
public sealed record PhaseSpec : INamed
{
    /// <summary>The phase's name, a value of <c>infra:phase</c>; stands for all its steps.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Its place among the phases.</summary>
    public required int Order { get; init; }

    /// <summary>A title for people.</summary>
    [FreeText]
    public required string Title { get; init; }

    /// <summary>When, e.g. <c>3-6</c>, in weeks of the plan.</summary>
    [FreeText]
    public string Weeks { get; init; } = "";

    /// <summary>How risky it is.</summary>
    public Severity Risk { get; init; } = Severity.Low;

    /// <summary>What can go wrong.</summary>
    [FreeText]
    public string RiskNote { get; init; } = "";

    /// <summary>What it achieves.</summary>
    [FreeText]
    public string Goal { get; init; } = "";

    /// <summary>Done already, according to the plan. Defaults to false.</summary>
    public bool Completed { get; init; }

    /// <summary>What changes with the phase's first step, whatever the step.</summary>
    public YamlFragment? Changes { get; init; }

    /// <summary>The steps, in the order they are written, one at a time.</summary>
    public IReadOnlyList<StepSpec> Steps { get; init; } = [];

    /// <summary>What must hold before the next phase.</summary>
    public IReadOnlyList<GateSpec> Gates { get; init; } = [];

    /// <summary>No way back after it. Defaults to false.</summary>
    public bool Final { get; init; }
}
