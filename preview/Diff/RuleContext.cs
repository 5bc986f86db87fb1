using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Values that the condition of a rule reads.</summary>
/// <param name="At">Path that the rule is about; without wildcards where the change tells them.</param>
/// <param name="Change">Path of the change.</param>
/// <param name="Old">Former inputs.</param>
/// <param name="New">New inputs.</param>
/// <param name="Provider">Inputs of the provider that serves the resource; null for a default provider.</param>
internal readonly record struct RuleContext(ValuePath At, ValuePath Change, PlanValue Old, PlanValue New, PlanValue? Provider)
{
    /// <summary>Former value at the path; null when there is none.</summary>
    public PlanValue? OldValue => Present(At.In(Old));

    /// <summary>New value at the path; null when there is none.</summary>
    public PlanValue? NewValue => Present(At.In(New));

    private static PlanValue? Present(PlanValue? value) => value is { Kind: PlanValueKind.None } ? null : value;
}
