namespace Infra.Model;

/// <summary>An address range that does not include every address.</summary>
public sealed class NotEveryoneAttribute() : ConstraintAttribute("a range that leaves anybody out", "the ranges of those who need access")
{
    /// <inheritdoc/>
    public override bool Holds(object value) => value is Cidr { Prefix: > 0 };
}
