using Infra.Model;

namespace Infra.Preview.Gates;

/// <summary>A gate that a stack passes before a step.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Step">Name of the first step after it.</param>
/// <param name="Criteria">Its criteria, in the order in which they are asked.</param>
public sealed record ReportedGate(GateSpec Gate, string Step, IReadOnlyList<ReportedCriterion> Criteria)
{
    /// <summary>Whether its phase is marked as completed: then a stack that is brought up for the first time does not ask it.</summary>
    public bool IsOfACompletedPhase { get; init; }
}
