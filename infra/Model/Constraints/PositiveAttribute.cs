namespace Infra.Model;

/// <summary>A size, a length of time or a number above zero.</summary>
public sealed class PositiveAttribute() : ConstraintAttribute("above zero", "more than zero")
{
    /// <inheritdoc/>
    public override bool Holds(object value) => value switch
    {
        Quantity quantity => quantity.Value > 0,
        Duration duration => duration.Value > TimeSpan.Zero,
        decimal number => number > 0,
        _ => false,
    };
}
