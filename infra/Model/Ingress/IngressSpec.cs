namespace Infra.Model;

/// <summary>Public access to the apps.</summary>
public sealed record IngressSpec
{
    /// <summary>
    /// Namespace of the TLS settings, which all published hosts of a cluster share. Routes, middlewares and certificates are in the
    /// namespaces of the apps, because Traefik reads them only there. Defaults to <c>ingress-system</c> (source: 001).
    /// </summary>
    [ObjectName]
    public string Namespace { get; init; } = "ingress-system";

    /// <summary>Settings of the bundled Traefik.</summary>
    public TraefikSpec Traefik { get; init; } = new();

    /// <summary>Source of the certificates.</summary>
    public TlsSpec Tls { get; init; } = new();

    /// <summary>Rate limit for each client; null (default) for no limit.</summary>
    public RateLimitSpec? RateLimit { get; init; }

    /// <summary>Whether the usual security headers are added (HSTS, nosniff, frame and referrer policy). Defaults to true.</summary>
    public bool SecurityHeaders { get; init; } = true;

    /// <summary>Whether responses are compressed for clients that support it. Defaults to true.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>
    /// Largest request body; null (default) for no limit. With a limit, Traefik buffers whole requests and responses, so responses are no
    /// longer streamed.
    /// </summary>
    [Positive]
    public Quantity? BodyLimit { get; init; }

    /// <summary>Sign-ins that hosts may have in front. Defaults to none.</summary>
    public IReadOnlyList<AuthenticationSpec> Authentication { get; init; } = [];

    /// <summary>Published hosts.</summary>
    public IReadOnlyList<HostSpec> Hosts { get; init; } = [];

    /// <summary>Proxies that are trusted to report a visitor's address: the described ones, and Cloudflare's when it is in front.</summary>
    public IReadOnlyList<Cidr> TrustedSources() =>
        Tls.Mode == TlsMode.Cloudflare ? [.. Traefik.TrustedProxies, .. CloudflareRanges.Load()] : Traefik.TrustedProxies;
}
