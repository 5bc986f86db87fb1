namespace Infra.Model;

/// <summary>A path of an HTTP request.</summary>
public sealed class UrlPathAttribute()
    : TextConstraintAttribute("a path", "a path that begins with a slash, blanks as %20, without #", Expression, Longest)
{
    /// <summary>Maximum number of characters.</summary>
    public const int Longest = 2048;

    private const string Expression = "^/[^`#\\s]*$";
}
