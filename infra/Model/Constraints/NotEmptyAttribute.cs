namespace Infra.Model;

/// <summary>A list with at least one item.</summary>
public sealed class NotEmptyAttribute() : ConstraintAttribute("an empty list", "at least one item")
{
    /// <inheritdoc/>
    public override bool HoldsForCount(int count) => count > 0;
}
