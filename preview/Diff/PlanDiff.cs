using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Difference of two plans, as the steps that the engine takes from the first to the second.</summary>
public sealed record PlanDiff
{
    /// <summary>Former plan.</summary>
    public required PlanGraph Old { get; init; }

    /// <summary>New plan.</summary>
    public required PlanGraph New { get; init; }

    /// <summary>
    /// Every step, those that change nothing too: in the order of the new plan, deletions after them in the order of the old.
    /// </summary>
    public required IReadOnlyList<ResourceStep> Steps { get; init; }

    /// <summary>Changed outputs of the stack.</summary>
    public IReadOnlyList<PropertyChange> Outputs { get; init; } = [];

    /// <summary>Number of secret values that one side does not tell apart, so that a change cannot be seen.</summary>
    public int UncomparedSecrets { get; init; }

    /// <summary>Steps that do something.</summary>
    public IEnumerable<ResourceStep> Changed => Steps.Where(step => step.Kind != StepKind.Same);

    /// <summary>Steps that do nothing because `ignoreChanges` keeps what is new from the resource.</summary>
    public IEnumerable<ResourceStep> KeptOut =>
        Steps.Where(step => step.Kind == StepKind.Same && step.Changes.Any(change => change.IsKeptOut));

    /// <summary>Whether nothing changes, options and outputs included.</summary>
    public bool IsEmpty => Outputs.Count == 0 && Steps.All(step => step.Kind == StepKind.Same && step.Options.Count == 0);
}
