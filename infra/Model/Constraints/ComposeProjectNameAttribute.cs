namespace Infra.Model;

/// <summary>A name of a Compose project.</summary>
public sealed class ComposeProjectNameAttribute()
    : TextConstraintAttribute("a name of a Compose project",
        "at most 63 lower-case letters, digits, dashes and underscores, a letter or digit first", Expression, maxLength: 63)
{
    private const string Expression = "^[a-z0-9][a-z0-9_-]*$";
}
