namespace Infra.Model;

/// <summary>The label of a published host before the domain.</summary>
public sealed class HostLabelAttribute()
    : TextConstraintAttribute("a label of a host", "lower-case letters, digits, dashes and dots, or @ for the domain itself", Expression,
        maxLength: 200)
{
    private const string Expression = "^(@|[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*)$";
}
