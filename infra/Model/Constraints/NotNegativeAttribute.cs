namespace Infra.Model;

/// <summary>A number that is zero or more.</summary>
public sealed class NotNegativeAttribute() : ConstraintAttribute("zero or more", "zero or more")
{
    /// <inheritdoc/>
    public override bool Holds(object value) => value is decimal and >= 0;
}
