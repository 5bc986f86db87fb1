using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Preview.Phases;

/// <summary>Step of a migration, planned for one stack and compared with the step before.</summary>
/// <param name="Name">Name, a value of `infra:phase`.</param>
/// <param name="Title">Title.</param>
/// <param name="Place">Place, seen from the stack's own phase.</param>
/// <param name="Scope">Environments that its changes are written for.</param>
public sealed record LadderStep(string Name, string Title, StepPlace Place, StepScope Scope)
{
    /// <summary>Whether there is no way back after it.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Gates that must pass before it, in addition to those of earlier phases.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Data moves that belong to it.</summary>
    public IReadOnlyList<string> DataMoves { get; init; } = [];

    /// <summary>Tasks for people.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>Described sections among its changes from which nothing, or not everything, is built yet.</summary>
    public IReadOnlyList<string> NotBuilt { get; init; } = [];

    /// <summary>Plan of the stack at this step; null when it has problems.</summary>
    public PlanGraph? Plan { get; init; }

    /// <summary>Difference from the step before; null when one of both has no plan.</summary>
    public PlanDiff? Diff { get; init; }

    /// <summary>Judgement of the difference; null without one.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Monthly cost at this step; null without a plan.</summary>
    public MonthlyCost? Cost { get; init; }

    /// <summary>Change of the monthly cost; null without a difference.</summary>
    public CostChange? CostChange { get; init; }

    /// <summary>Problems of the step, one text each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
