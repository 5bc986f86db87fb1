using Pulumi;

namespace Infra.Crds;

/// <summary>Headers of answers.</summary>
public sealed class MiddlewareHeadersArgs : ResourceArgs
{
    /// <summary>Seconds a browser insists on HTTPS.</summary>
    [Input("stsSeconds")]
    public Input<int>? StsSeconds { get; set; }

    /// <summary>Forbids guessing of content types.</summary>
    [Input("contentTypeNosniff")]
    public Input<bool>? ContentTypeNosniff { get; set; }

    /// <summary>Who may show the page in a frame.</summary>
    [Input("customFrameOptionsValue")]
    public Input<string>? CustomFrameOptionsValue { get; set; }

    /// <summary>What a link tells of the page it is on.</summary>
    [Input("referrerPolicy")]
    public Input<string>? ReferrerPolicy { get; set; }

    /// <summary>Further headers; an empty text removes one.</summary>
    [Input("customResponseHeaders")]
    public InputMap<string>? CustomResponseHeaders { get; set; }

    /// <summary>Headers by which a proxy in front says that the visitor used HTTPS.</summary>
    [Input("sslProxyHeaders")]
    public InputMap<string>? SslProxyHeaders { get; set; }
}
