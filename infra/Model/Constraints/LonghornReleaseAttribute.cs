namespace Infra.Model;

/// <summary>A release of Longhorn whose chart the project's values and custom resources fit.</summary>
public sealed class LonghornReleaseAttribute()
    : TextConstraintAttribute("a release of Longhorn that this project installs", "a release of 1.11 or 1.12, like 1.12.1", Expression)
{
    private const string Expression = "^1\\.1[12]\\.[0-9]{1,3}$";
}
