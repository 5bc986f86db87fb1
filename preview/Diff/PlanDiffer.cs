using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Computes the steps from one plan to another, as the engine and the providers would take them.</summary>
public static class PlanDiffer
{
    /// <summary>Compares two plans of one stack, or of two stacks whose URNs then differ by the stack's name alone.</summary>
    /// <param name="old">Former plan, or the deployed state.</param>
    /// <param name="plan">New plan.</param>
    public static PlanDiff Between(PlanGraph old, PlanGraph plan) => throw new NotSupportedException($"{old.Header} {plan.Header}");
}
