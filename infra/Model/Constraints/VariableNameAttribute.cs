namespace Infra.Model;

/// <summary>A name of an environment variable in a pod.</summary>
public sealed class VariableNameAttribute()
    : TextConstraintAttribute("a name of a variable", "letters, digits, underscores, dashes and dots, not a digit first", Expression,
        maxLength: 253)
{
    private const string Expression = "^(?!\\.\\.|\\.$)[A-Za-z_.-][A-Za-z0-9_.-]*$";
}
