using Infra.Model;

namespace Infra.Migration;

/// <summary>A named person confirmed the criterion for the next step, in the stack's config.</summary>
public sealed class ConfirmedCheck : CriterionCheck
{
    /// <inheritdoc/>
    public override GateCheck Check => GateCheck.Confirmed;

    /// <inheritdoc/>
    public override GateSource Source => GateSource.Person;

    /// <inheritdoc/>
    public override CheckQuestion Ask(GateScene scene, CriterionSpec criterion) =>
        new("infra:confirmations of the stack", "confirmed by a person, with a day, for the step after the gate");
}
