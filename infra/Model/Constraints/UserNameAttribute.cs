using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A name of a Linux user, as Debian and Ubuntu accept it.</summary>
public sealed partial class UserNameAttribute()
    : TextConstraintAttribute("a user name", "at most 32 lower-case letters, digits, dashes and underscores, a letter or underscore first",
        Expression(), maxLength: 32)
{
    [GeneratedRegex("^[a-z_][a-z0-9_-]*$")]
    private static partial Regex Expression();
}
