using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A release with three numbers.</summary>
public sealed partial class ReleaseVersionAttribute()
    : TextConstraintAttribute("a release", "three numbers, like 1.12.1", Expression())
{
    [GeneratedRegex("^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$")]
    private static partial Regex Expression();
}
