namespace Infra.Model;

/// <summary>A release with three numbers.</summary>
public sealed class ReleaseVersionAttribute()
    : TextConstraintAttribute("a release", "three numbers, like 1.12.1", Expression)
{
    private const string Expression = "^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$";
}
