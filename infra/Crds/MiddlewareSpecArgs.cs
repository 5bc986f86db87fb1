using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="Middleware"/>; exactly one is set.</summary>
public sealed class MiddlewareSpecArgs : ResourceArgs
{
    /// <summary>Sets headers.</summary>
    [Input("headers")]
    public Input<MiddlewareHeadersArgs>? Headers { get; set; }

    /// <summary>Limits the requests of a client.</summary>
    [Input("rateLimit")]
    public Input<MiddlewareRateLimitArgs>? RateLimit { get; set; }

    /// <summary>Lets named addresses in only.</summary>
    [Input("ipAllowList")]
    public Input<MiddlewareAllowListArgs>? IpAllowList { get; set; }

    /// <summary>Asks for a password.</summary>
    [Input("basicAuth")]
    public Input<MiddlewareBasicAuthArgs>? BasicAuth { get; set; }

    /// <summary>Limits the size of bodies.</summary>
    [Input("buffering")]
    public Input<MiddlewareBufferingArgs>? Buffering { get; set; }

    /// <summary>Compresses answers.</summary>
    [Input("compress")]
    public Input<MiddlewareCompressArgs>? Compress { get; set; }
}
