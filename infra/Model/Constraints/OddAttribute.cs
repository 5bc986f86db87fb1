namespace Infra.Model;

/// <summary>An odd number of members, of which a majority elects the primary.</summary>
public sealed class OddAttribute() : ConstraintAttribute("an odd number", "1 without failover, or an odd number from 3")
{
    /// <inheritdoc/>
    public override bool Holds(object value) => value is int and > 0 and var number && number % 2 == 1;
}
