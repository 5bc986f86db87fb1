using Infra.Model;

namespace Infra.Migration;

/// <summary>The policy checks found nothing in the objects that the stack plans at the next step.</summary>
public sealed class PolicyCleanCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.PolicyClean;

    /// <inheritdoc/>
    public override GateSource Source => GateSource.Plan;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion) => new(
        "infra:confirmations of the stack",
        "the digest of the described system, as the command gate prints it when the policy checks find nothing");
}
