namespace Infra.Model;

/// <summary>
/// A label of a host before the domain; <c>@</c> for the domain itself, <c>*</c> in place of the first label for all names that no other
/// host has.
/// </summary>
public sealed class HostLabelAttribute()
    : TextConstraintAttribute("a label of a host",
        "lower-case letters, digits, dashes and dots, @ for the domain itself, or * for every other name", Expression, maxLength: 200)
{
    private const string Label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private const string Expression = $"^(@|\\*|(\\*\\.)?{Label}(\\.{Label})*)$";

    /// <inheritdoc/>
    public override string Remedy(string value) => AsciiName.Of(value) is { } ascii && Holds(ascii) ? $"write {ascii}" : base.Remedy(value);
}
