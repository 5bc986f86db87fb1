namespace Infra.Model;

/// <summary>A name of a database or of its owner.</summary>
public sealed class DatabaseNameAttribute()
    : TextConstraintAttribute("a name of a database or user", "letters, digits, underscores and dashes, not a dash first", Expression,
        maxLength: 63)
{
    private const string Expression = "^[A-Za-z0-9_][A-Za-z0-9_-]*$";
}
