using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A path of an HTTP request.</summary>
public sealed partial class UrlPathAttribute()
    : TextConstraintAttribute("a path", "a path that begins with a slash, blanks as %20", Expression(), maxLength: 2048)
{
    [GeneratedRegex("^/[^`\\s]*$")]
    private static partial Regex Expression();
}
