using Pulumi;

namespace Infra.Crds;

/// <summary>How a visitor is recognised.</summary>
public sealed class TraefikStickyArgs : ResourceArgs
{
    /// <summary>By a cookie.</summary>
    [Input("cookie")]
    public Input<TraefikCookieArgs>? Cookie { get; set; }
}
