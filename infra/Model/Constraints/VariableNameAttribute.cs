using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A name of an environment variable in a pod.</summary>
public sealed partial class VariableNameAttribute()
    : TextConstraintAttribute("a name of a variable", "letters, digits, underscores, dashes and dots, not a digit first", Expression(),
        maxLength: 253)
{
    [GeneratedRegex("^[A-Za-z_.-][A-Za-z0-9_.-]*$")]
    private static partial Regex Expression();
}
