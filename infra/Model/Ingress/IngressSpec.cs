namespace Infra.Model;

/// <summary>How the outside reaches the apps.</summary>
public sealed record IngressSpec
{
    /// <summary>
    /// Namespace of what all published hosts of a cluster share: the TLS settings. Routes, their middlewares and their
    /// certificates are in the namespaces of the apps, because Traefik takes them from nowhere else. Defaults to
    /// <c>ingress-system</c> (source: 001).
    /// </summary>
    [ObjectName]
    public string Namespace { get; init; } = "ingress-system";

    /// <summary>The bundled Traefik.</summary>
    public TraefikSpec Traefik { get; init; } = new();

    /// <summary>Where certificates come from.</summary>
    public TlsSpec Tls { get; init; } = new();

    /// <summary>Requests a client may make; null (default) for no limit.</summary>
    public RateLimitSpec? RateLimit { get; init; }

    /// <summary>Adds the usual security headers (HSTS, nosniff, frame and referrer policy). Defaults to true.</summary>
    public bool SecurityHeaders { get; init; } = true;

    /// <summary>Compresses answers for browsers that ask for it. Defaults to true.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>
    /// Largest request body; null (default) for no limit. Traefik holds the requests and answers of a limited host back
    /// until they are whole, so answers no longer stream.
    /// </summary>
    [Positive]
    public Quantity? BodyLimit { get; init; }

    /// <summary>The published hosts.</summary>
    public IReadOnlyList<HostSpec> Hosts { get; init; } = [];

    /// <summary>The proxies whose word about a visitor's address is taken: those named, and Cloudflare's where it is in front.</summary>
    public IReadOnlyList<Cidr> TrustedSources() =>
        Tls.Mode == TlsMode.Cloudflare ? [.. Traefik.TrustedProxies, .. CloudflareRanges.Load()] : Traefik.TrustedProxies;
}
