namespace Infra.Model;

/// <summary>A name of a Linux user, as Debian and Ubuntu accept it.</summary>
public sealed class UserNameAttribute()
    : TextConstraintAttribute("a user name", "at most 32 lower-case letters, digits, dashes and underscores, a letter or underscore first",
        Expression, maxLength: 32)
{
    private const string Expression = "^[a-z_][a-z0-9_-]*$";
}
