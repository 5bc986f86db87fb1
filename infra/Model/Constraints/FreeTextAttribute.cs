namespace Infra.Model;

/// <summary>
/// A text for people or programs: any characters but NUL, which no argument or variable of a process can have; several lines, or nothing at
/// all.
/// </summary>
public sealed class FreeTextAttribute() : ConstraintAttribute("a text", "any text without NUL characters")
{
    /// <inheritdoc/>
    public override bool AllowsEmpty => true;

    /// <inheritdoc/>
    public override bool AllowsLines => true;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is not string text || !text.Contains('\0', StringComparison.Ordinal);
}
