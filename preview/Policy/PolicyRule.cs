namespace Infra.Preview.Policy;

/// <summary>A rule that the planned objects of a stack keep.</summary>
/// <param name="Name">Name, unique among the rules.</param>
/// <param name="Wrong">Violation, as the end of a sentence about an object.</param>
/// <param name="Reason">Damage that the rule prevents, as a sentence.</param>
/// <param name="Fix">Change of the description that ends the violation, as a sentence.</param>
/// <param name="Exceptions">Objects that the rule leaves out, because the description explains them; empty for none.</param>
/// <param name="Find">Finds the objects that break the rule, in the order of the plan.</param>
public sealed record PolicyRule(
    string Name, string Wrong, string Reason, string Fix, string Exceptions, Func<PolicyScene, IEnumerable<PolicyObject>> Find);
