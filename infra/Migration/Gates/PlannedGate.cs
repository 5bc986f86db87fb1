using Infra.Model;

namespace Infra.Migration;

/// <summary>A gate that must have passed before the step of a stack. Plain data.</summary>
public sealed record PlannedGate
{
    /// <summary>The gate.</summary>
    public required GateSpec Gate { get; init; }

    /// <summary>The first step after it.</summary>
    public required string Step { get; init; }

    /// <summary>Its questions, in the order in which they are asked.</summary>
    public required IReadOnlyList<GateQuestion> Questions { get; init; }

    /// <summary>The questions about data moves that were made by hand, before the stack began. They are not asked.</summary>
    public IReadOnlyList<GateQuestion> ByHand { get; init; } = [];

    /// <summary>Whether the stack passes it in this run, or in a preview; otherwise it has passed it before.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Whether a command asks the questions for the cluster: not where an earlier passage left no evidence of one.</summary>
    public required bool HasCommand { get; init; }

    /// <summary>The questions that the command asks.</summary>
    public IReadOnlyList<GateQuestion> OfTheCluster => [.. Questions.Where(static one => one.Source == GateSource.Cluster)];
}
