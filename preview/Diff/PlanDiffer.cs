using Infra.Preview.Graph;

namespace Infra.Preview.Diff;

/// <summary>Computes the steps from one plan to another, as the engine and the providers would take them.</summary>
public static class PlanDiffer
{
    /// <summary>Compares two plans of one stack, or of two stacks whose URNs then differ by the stack's name alone.</summary>
    /// <param name="old">Former plan, or the deployed state.</param>
    /// <param name="plan">New plan.</param>
    public static PlanDiff Between(PlanGraph old, PlanGraph plan)
    {
        var former = StackRenaming.Of(old, plan.Header.Stack);
        var generator = new StepGenerator(former, plan);
        var steps = generator.Generate();
        return new()
        {
            Old = former,
            New = plan,
            Steps = steps,
            Outputs = ValueDiffer.Between(former.Outputs, plan.Outputs),
            UncomparedSecrets = generator.UncomparedSecrets,
        };
    }
}
