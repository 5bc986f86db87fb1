using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A change or a check of requests before their service (<c>traefik.io/v1alpha1</c>).</summary>
public sealed class Middleware(string name, MiddlewareArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="Middleware"/>.</summary>
public sealed class MiddlewareArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "Middleware")
{
    /// <summary>The change or check.</summary>
    [Input("spec", required: true)]
    public Input<MiddlewareSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="Middleware"/>; exactly one is set.</summary>
public sealed class MiddlewareSpecArgs : ResourceArgs
{
    /// <summary>Sets headers.</summary>
    [Input("headers")]
    public Input<MiddlewareHeadersArgs>? Headers { get; set; }

    /// <summary>Limits the requests of a client.</summary>
    [Input("rateLimit")]
    public Input<MiddlewareRateLimitArgs>? RateLimit { get; set; }

    /// <summary>Allows listed addresses only.</summary>
    [Input("ipAllowList")]
    public Input<MiddlewareAllowListArgs>? IpAllowList { get; set; }

    /// <summary>Requires a password.</summary>
    [Input("basicAuth")]
    public Input<MiddlewareBasicAuthArgs>? BasicAuth { get; set; }

    /// <summary>Asks an app whether a request may pass.</summary>
    [Input("forwardAuth")]
    public Input<MiddlewareForwardAuthArgs>? ForwardAuth { get; set; }

    /// <summary>Limits the size of bodies.</summary>
    [Input("buffering")]
    public Input<MiddlewareBufferingArgs>? Buffering { get; set; }

    /// <summary>Compresses responses.</summary>
    [Input("compress")]
    public Input<MiddlewareCompressArgs>? Compress { get; set; }
}

/// <summary>Headers of responses.</summary>
public sealed class MiddlewareHeadersArgs : ResourceArgs
{
    /// <summary>Seconds for which a browser requires HTTPS.</summary>
    [Input("stsSeconds")]
    public Input<int>? StsSeconds { get; set; }

    /// <summary>Whether browsers may not guess content types.</summary>
    [Input("contentTypeNosniff")]
    public Input<bool>? ContentTypeNosniff { get; set; }

    /// <summary>The sites that may show the page in a frame.</summary>
    [Input("customFrameOptionsValue")]
    public Input<string>? CustomFrameOptionsValue { get; set; }

    /// <summary>The information about a page that its links send.</summary>
    [Input("referrerPolicy")]
    public Input<string>? ReferrerPolicy { get; set; }

    /// <summary>Further headers; an empty text removes one.</summary>
    [Input("customResponseHeaders")]
    public InputMap<string>? CustomResponseHeaders { get; set; }

    /// <summary>Headers by which a proxy in front reports that the client used HTTPS.</summary>
    [Input("sslProxyHeaders")]
    public InputMap<string>? SslProxyHeaders { get; set; }
}

/// <summary>A limit on the requests of one source.</summary>
public sealed class MiddlewareRateLimitArgs : ResourceArgs
{
    /// <summary>Requests in a period.</summary>
    [Input("average")]
    public Input<int>? Average { get; set; }

    /// <summary>Requests at once.</summary>
    [Input("burst")]
    public Input<int>? Burst { get; set; }

    /// <summary>The criterion of one source.</summary>
    [Input("sourceCriterion")]
    public Input<MiddlewareSourceArgs>? SourceCriterion { get; set; }
}

/// <summary>The allowed addresses.</summary>
public sealed class MiddlewareAllowListArgs : ResourceArgs
{
    /// <summary>Address ranges.</summary>
    [Input("sourceRange")]
    public InputList<string>? SourceRange { get; set; }

    /// <summary>The choice of the client's address.</summary>
    [Input("ipStrategy")]
    public Input<MiddlewareIpStrategyArgs>? IpStrategy { get; set; }
}

/// <summary>A password in front of the app.</summary>
public sealed class MiddlewareBasicAuthArgs : ResourceArgs
{
    /// <summary>The secret whose one entry has the users' lines.</summary>
    [Input("secret")]
    public Input<string>? Secret { get; set; }

    /// <summary>Whether the password is removed from the request.</summary>
    [Input("removeHeader")]
    public Input<bool>? RemoveHeader { get; set; }
}

/// <summary>A question to an app about each request.</summary>
public sealed class MiddlewareForwardAuthArgs : ResourceArgs
{
    /// <summary>The URL that is asked.</summary>
    [Input("address")]
    public Input<string>? Address { get; set; }

    /// <summary>Whether the app is told the X-Forwarded headers of the request in place of Traefik's own.</summary>
    [Input("trustForwardHeader")]
    public Input<bool>? TrustForwardHeader { get; set; }

    /// <summary>Expression for names of headers: those of the request are removed, and those of the answer take their place.</summary>
    [Input("authResponseHeadersRegex")]
    public Input<string>? AuthResponseHeadersRegex { get; set; }
}

/// <summary>The size of bodies.</summary>
public sealed class MiddlewareBufferingArgs : ResourceArgs
{
    /// <summary>Largest request body in bytes, a whole number.</summary>
    [Input("maxRequestBodyBytes")]
    public Input<double>? MaxRequestBodyBytes { get; set; }
}

/// <summary>The compressed responses.</summary>
public sealed class MiddlewareCompressArgs : ResourceArgs
{
    /// <summary>Content types that are not compressed.</summary>
    [Input("excludedContentTypes")]
    public InputList<string>? ExcludedContentTypes { get; set; }
}

/// <summary>The criterion that separates sources of requests.</summary>
public sealed class MiddlewareSourceArgs : ResourceArgs
{
    /// <summary>The source's address.</summary>
    [Input("ipStrategy")]
    public Input<MiddlewareIpStrategyArgs>? IpStrategy { get; set; }
}

/// <summary>The choice of the client's address.</summary>
public sealed class MiddlewareIpStrategyArgs : ResourceArgs
{
    /// <summary>The nth of X-Forwarded-For from the right; null for that of the connection.</summary>
    [Input("depth")]
    public Input<int>? Depth { get; set; }

    /// <summary>Prefix length within which IPv6 addresses are one client.</summary>
    [Input("ipv6Subnet")]
    public Input<int>? Ipv6Subnet { get; set; }
}
