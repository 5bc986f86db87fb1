using Infra.Preview.Cost;

namespace Infra.Preview.Diff;

/// <summary>Difference with its judgement, as views show it.</summary>
/// <param name="Old">Name of the former side.</param>
/// <param name="New">Name of the new side.</param>
/// <param name="Diff">Difference.</param>
/// <param name="Verdict">Judgement.</param>
/// <param name="Cost">Change of the monthly cost.</param>
public sealed record DiffReport(string Old, string New, PlanDiff Diff, Verdict Verdict, CostChange Cost)
{
    /// <summary>Files of the description that differ where no resource does; empty (default) where that is not known.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether the sides are two stacks, so that no run goes from one to the other.</summary>
    public bool IsOfTwoStacks => Diff.Old.Header.Stack != Diff.New.Header.Stack;

    /// <summary>Judges a difference.</summary>
    /// <param name="old">Name of the former side.</param>
    /// <param name="plan">Name of the new side.</param>
    /// <param name="diff">Difference.</param>
    /// <param name="described">Description of a side; null (default) where it is not known.</param>
    public static DiffReport Of(string old, string plan, PlanDiff diff, DescribedSide? described = null) =>
        new(old, plan, diff, Verdict.Of(diff, described), CostChange.Of(diff));
}
