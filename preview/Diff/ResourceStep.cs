using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Step that the engine takes for one resource.</summary>
/// <param name="Kind">Operation.</param>
/// <param name="Old">Resource of the former plan; null for a creation.</param>
/// <param name="New">Resource of the new plan; null for a deletion.</param>
public sealed record ResourceStep(StepKind Kind, PlanResource? Old, PlanResource? New)
{
    /// <summary>Resource as it will be, or as it was when it is deleted.</summary>
    public PlanResource Resource => New ?? Old!;

    /// <summary>Whether an alias connects the resource with one of another URN; it may be updated or replaced besides.</summary>
    public bool IsMoved => Old is not null && New is not null && Old.Urn != New.Urn;

    /// <summary>Changed inputs, with their effects; also those that `ignoreChanges` keeps from the provider.</summary>
    public IReadOnlyList<PropertyChange> Changes { get; init; } = [];

    /// <summary>Changed options, as `protect` or `parent`; they change the state alone.</summary>
    public IReadOnlyList<PropertyChange> Options { get; init; } = [];

    /// <summary>Whether a replacement deletes the old resource before it creates the new one.</summary>
    public bool DeletesFirst { get; init; }

    /// <summary>URN of the replaced or deleted resource that forces this step; null when its own changes do.</summary>
    public string? ForcedBy { get; init; }

    /// <summary>Whether a deletion, or the deletion in a replacement, leaves the real resource as it is (`retainOnDelete`).</summary>
    public bool IsRetained { get; init; }

    /// <summary>
    /// URN of the resource whose deletion takes this one with it (`deletedWith`), so that the provider is not asked; else null.
    /// </summary>
    public string? GoneWith { get; init; }

    /// <summary>Reasons why the run ends with an error here; empty unless <see cref="StepKind.Refuse"/>.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];
}
