namespace Infra.Model;

/// <summary>A user and a group by their numbers.</summary>
public sealed class FileOwnerAttribute()
    : TextConstraintAttribute(
        "a user and a group by number", "two numbers of at most nine digits with a colon between, as 1000:33", Expression)
{
    private const string Expression = "^(0|[1-9][0-9]{0,8}):(0|[1-9][0-9]{0,8})$";
}
