namespace Infra.Model;

/// <summary>How the outside reaches the apps.</summary>
public sealed record IngressSpec
{
    /// <summary>Namespace of shared middlewares and certificates. Defaults to <c>ingress-system</c> (source: 001).</summary>
    public string Namespace { get; init; } = "ingress-system";

    /// <summary>The bundled Traefik.</summary>
    public TraefikSpec Traefik { get; init; } = new();

    /// <summary>Where certificates come from.</summary>
    public TlsSpec Tls { get; init; } = new();

    /// <summary>Requests a client may make; null (default) for no limit.</summary>
    public RateLimitSpec? RateLimit { get; init; }

    /// <summary>Adds the usual security headers (HSTS, nosniff, frame and referrer policy). Defaults to true.</summary>
    public bool SecurityHeaders { get; init; } = true;

    /// <summary>The published hosts.</summary>
    public IReadOnlyList<HostSpec> Hosts { get; init; } = [];
}
