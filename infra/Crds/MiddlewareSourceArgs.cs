using Pulumi;

namespace Infra.Crds;

/// <summary>What tells one source of requests from another.</summary>
public sealed class MiddlewareSourceArgs : ResourceArgs
{
    /// <summary>Its address.</summary>
    [Input("ipStrategy")]
    public Input<MiddlewareIpStrategyArgs>? IpStrategy { get; set; }
}
