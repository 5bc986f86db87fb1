namespace Infra.Model;

/// <summary>A URL of a file to download.</summary>
public sealed class UrlAttribute()
    : TextConstraintAttribute("a URL", "a URL that begins with https://, http:// or file:///", Expression, maxLength: 2048)
{
    private const string Expression = $"^({HttpUrlAttribute.Address}|file:///\\S*)$";
}
