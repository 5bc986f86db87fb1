namespace Infra.Model;

/// <summary>A name of a port (IANA service name).</summary>
public sealed class PortNameAttribute()
    : TextConstraintAttribute("a name of a port", "at most 15 lower-case letters, digits and single dashes, with one letter at least",
        Expression, maxLength: 15)
{
    private const string Expression = "^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
}
