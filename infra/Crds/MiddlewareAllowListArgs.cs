using Pulumi;

namespace Infra.Crds;

/// <summary>The addresses that are let in.</summary>
public sealed class MiddlewareAllowListArgs : ResourceArgs
{
    /// <summary>Address ranges.</summary>
    [Input("sourceRange")]
    public InputList<string>? SourceRange { get; set; }

    /// <summary>Which address is the client's.</summary>
    [Input("ipStrategy")]
    public Input<MiddlewareIpStrategyArgs>? IpStrategy { get; set; }
}
