namespace Infra.Model;

/// <summary>A URL that files are fetched from.</summary>
public sealed class UrlAttribute()
    : TextConstraintAttribute("a URL", "a URL that begins with https://, http:// or file://", Expression, maxLength: 2048)
{
    private const string Expression = "^(https?|file)://[^\\s]+$";
}
