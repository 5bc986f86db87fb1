namespace Infra.Preview.Phases;

/// <summary>Phase of a migration with its steps, planned for one stack.</summary>
/// <param name="Name">Name, a value of `infra:phase`.</param>
/// <param name="Title">Title.</param>
/// <param name="Risk">Risk, as `medium`.</param>
/// <param name="Steps">Steps in their order; the phase itself where it has none.</param>
public sealed record LadderPhase(string Name, string Title, string Risk, IReadOnlyList<LadderStep> Steps)
{
    /// <summary>Possible problems of the phase; empty when none is described.</summary>
    public string RiskNote { get; init; } = "";

    /// <summary>Goal; empty when none is described.</summary>
    public string Goal { get; init; } = "";

    /// <summary>Planned weeks; empty when they are not described.</summary>
    public string Weeks { get; init; } = "";

    /// <summary>Whether the description says that the phase is completed, wherever the stack is.</summary>
    public bool IsCompleted { get; init; }

    /// <summary>Gates before the next phase.</summary>
    public IReadOnlyList<LadderGate> Gates { get; init; } = [];
}
