namespace Infra.Model;

/// <summary>A name that other settings use to refer to an entry.</summary>
/// <param name="maxLength">Maximum number of characters.</param>
public sealed class EntryNameAttribute(int maxLength = 63)
    : TextConstraintAttribute("a valid name",
        $"at most {maxLength} letters, digits, dashes, dots and underscores, a letter or digit first and last", Expression, maxLength)
{
    private const string Expression = "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$";
}
