using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A name of a database or of its owner.</summary>
public sealed partial class DatabaseNameAttribute()
    : TextConstraintAttribute("a name of a database or user", "letters, digits, underscores and dashes, not a dash first", Expression(),
        maxLength: 63)
{
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9_-]*$")]
    private static partial Regex Expression();
}
