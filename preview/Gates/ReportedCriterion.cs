using Infra.Migration;

namespace Infra.Preview.Gates;

/// <summary>A criterion of a gate, with what is known of it before a run.</summary>
/// <param name="Question">The criterion as the program asks it.</param>
/// <param name="Environment">Environment in which it is asked.</param>
/// <param name="State">State before the run.</param>
public sealed record ReportedCriterion(GateQuestion Question, string Environment, CriterionState State)
{
    /// <summary>Answer so far, as a text for people; empty (default) for none.</summary>
    public string Seen { get; init; } = "";

    /// <summary>Commands that make it hold, one line each. Defaults to none.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}
