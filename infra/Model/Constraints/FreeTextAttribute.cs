namespace Infra.Model;

/// <summary>A text for people or programs: any characters, several lines, or nothing at all.</summary>
public sealed class FreeTextAttribute() : ConstraintAttribute("a text", "any text")
{
    /// <inheritdoc/>
    public override bool AllowsEmpty => true;

    /// <inheritdoc/>
    public override bool AllowsLines => true;
}
