namespace Infra.Model;

/// <summary>A phase: some steps, then a gate before the next phase.</summary>
public sealed record PhaseSpec : INamed
{
    /// <summary>Name of the phase, a value of <c>infra:phase</c>; stands for all steps of the phase.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Position among the phases.</summary>
    public required int Order { get; init; }

    /// <summary>A title for people.</summary>
    [FreeText]
    public required string Title { get; init; }

    /// <summary>Planned weeks, e.g. <c>3-6</c>.</summary>
    [ForPeople]
    [FreeText]
    public string Weeks { get; init; } = "";

    /// <summary>Risk of the phase. Defaults to <see cref="Severity.Low"/>.</summary>
    [ForPeople]
    public Severity Risk { get; init; } = Severity.Low;

    /// <summary>Possible problems of the phase.</summary>
    [ForPeople]
    [FreeText]
    public string RiskNote { get; init; } = "";

    /// <summary>Goal of the phase.</summary>
    [ForPeople]
    [FreeText]
    public string Goal { get; init; } = "";

    /// <summary>
    /// Whether the phase was completed before this program was used. Defaults to false. A stack that was never brought up may begin at the
    /// phase or after it: its gates then count as passed, and its data moves as done by hand.
    /// </summary>
    public bool Completed { get; init; }

    /// <summary>Changes that apply from the first step of the phase on.</summary>
    public YamlFragment? Changes { get; init; }

    /// <summary>Steps, executed one at a time in the order of the list.</summary>
    public IReadOnlyList<StepSpec> Steps { get; init; } = [];

    /// <summary>Gates that must pass before the next phase. A run asks them before its first change.</summary>
    public IReadOnlyList<GateSpec> Gates { get; init; } = [];

    /// <summary>Whether there is no way back from any step of the phase; such steps may destroy data. Defaults to false.</summary>
    public bool Final { get; init; }
}
