namespace Infra.Model;

/// <summary>A path of a folder or file on a Linux host or in a container.</summary>
public sealed class AbsolutePathAttribute()
    : TextConstraintAttribute("an absolute path", "a path like /var/lib/app, without blanks, colons and a slash at the end", Expression,
        maxLength: 4096)
{
    private const string Expression = "^(?!.*/\\.\\.?(/|$))(/[^/\\s:]+)+$";
}
