using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Rule that every resource of a kind keeps, in the plan of any valid system.</summary>
internal sealed record Invariant
{
    /// <summary>Selects the resources that the rule applies to.</summary>
    public required Func<PlannedStack, IEnumerable<PlanResource>> Subjects { get; init; }

    /// <summary>Describes the violation of a resource; null where there is none.</summary>
    public required Func<PlannedStack, PlanResource, string?> Problem { get; init; }

    /// <summary>Changes a stack so that the given resource breaks the rule: the proof that the rule can fail.</summary>
    public required Func<PlannedStack, PlanResource, PlannedStack> Broken { get; init; }

    /// <summary>Breaks a rule by changing the resource itself.</summary>
    public static Func<PlannedStack, PlanResource, PlannedStack> Changed(Func<PlanResource, PlanResource> change) =>
        (stack, resource) => stack with { Plan = stack.Plan.With(resource, change(resource)) };

    /// <summary>Checks a stack; returns each problem after the URN of its resource.</summary>
    public IReadOnlyList<string> Check(PlannedStack stack) =>
        [
            .. from subject in Subjects(stack) let problem =
                Problem(stack, subject) where problem is not null select $"{subject.Urn}: {problem}",
        ];
}
