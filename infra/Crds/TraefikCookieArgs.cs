using Pulumi;

namespace Infra.Crds;

/// <summary>The cookie of sticky sessions. Its value is a hash of the service's name.</summary>
public sealed class TraefikCookieArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>Sent over HTTPS only.</summary>
    [Input("secure")]
    public Input<bool>? Secure { get; set; }

    /// <summary>Hidden from scripts.</summary>
    [Input("httpOnly")]
    public Input<bool>? HttpOnly { get; set; }

    /// <summary><c>none</c>, <c>lax</c> or <c>strict</c>.</summary>
    [Input("sameSite")]
    public Input<string>? SameSite { get; set; }

    /// <summary>Seconds it is kept; null for as long as the browser is open.</summary>
    [Input("maxAge")]
    public Input<int>? MaxAge { get; set; }

    /// <summary>Path it is sent for.</summary>
    [Input("path")]
    public Input<string>? Path { get; set; }
}
