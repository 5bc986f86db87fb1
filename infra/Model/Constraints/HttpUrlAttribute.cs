namespace Infra.Model;

/// <summary>A URL of a server, without user and password.</summary>
public sealed class HttpUrlAttribute()
    : TextConstraintAttribute("a URL", "a URL that begins with https:// or http://", Expression, maxLength: 2048)
{
    /// <summary>Expression of a port.</summary>
    internal const string Port = "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";

    /// <summary>Expression of a URL with a host, perhaps a port, and perhaps a path.</summary>
    internal const string Address = $"https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:{Port})?([/?]\\S*)?";

    private const string Expression = $"^{Address}$";
}
