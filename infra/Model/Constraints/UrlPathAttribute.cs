namespace Infra.Model;

/// <summary>A path of an HTTP request.</summary>
public sealed class UrlPathAttribute()
    : TextConstraintAttribute("a path", "a path that begins with a slash, blanks as %20", Expression, maxLength: 2048)
{
    private const string Expression = "^/[^`\\s]*$";
}
