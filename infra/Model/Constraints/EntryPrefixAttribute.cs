namespace Infra.Model;

/// <summary>A prefix of names of tables.</summary>
public sealed class EntryPrefixAttribute()
    : TextConstraintAttribute("a prefix of table names", "letters, digits, dashes and underscores, a letter first, like index_", Expression,
        maxLength: 40)
{
    private const string Expression = "^[A-Za-z][A-Za-z0-9_-]*$";
}
