using Pulumi;

namespace Infra.Crds;

/// <summary>Which address is the client's.</summary>
public sealed class MiddlewareIpStrategyArgs : ResourceArgs
{
    /// <summary>The nth of X-Forwarded-For from the right; null for that of the connection.</summary>
    [Input("depth")]
    public Input<int>? Depth { get; set; }

    /// <summary>Prefix length within which IPv6 addresses are one client.</summary>
    [Input("ipv6Subnet")]
    public Input<int>? Ipv6Subnet { get; set; }
}
