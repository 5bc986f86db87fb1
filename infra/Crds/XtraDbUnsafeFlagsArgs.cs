using Pulumi;

namespace Infra.Crds;

/// <summary>Sizes of a <see cref="XtraDbCluster"/> that cannot fail over.</summary>
public sealed class XtraDbUnsafeFlagsArgs : ResourceArgs
{
    /// <summary>Fewer than three members.</summary>
    [Input("pxcSize")]
    public Input<bool>? PxcSize { get; set; }

    /// <summary>Fewer than two proxies.</summary>
    [Input("proxySize")]
    public Input<bool>? ProxySize { get; set; }
}
