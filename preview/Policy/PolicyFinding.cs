namespace Infra.Preview.Policy;

/// <summary>A rule with the objects that break it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Objects">The objects, at least one, in the order of the plan.</param>
public sealed record PolicyFinding(PolicyRule Rule, IReadOnlyList<PolicyObject> Objects);
