using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A URL that files are fetched from.</summary>
public sealed partial class UrlAttribute()
    : TextConstraintAttribute("a URL", "a URL that begins with https://, http:// or file://", Expression(), maxLength: 2048)
{
    [GeneratedRegex("^(https?|file)://[^\\s]+$")]
    private static partial Regex Expression();
}
