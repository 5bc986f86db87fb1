namespace Infra.Model;

/// <summary>Party that terminates TLS, and source of the certificate.</summary>
public enum TlsMode
{
    /// <summary>Traefik, with certificates from Let's Encrypt by cert-manager.</summary>
    CertManager,

    /// <summary>
    /// Cloudflare's proxy terminates TLS; the origin serves plain HTTP, trusts only Cloudflare's proxies to report a visitor's address, and
    /// opens its web ports only to them.
    /// </summary>
    Cloudflare,

    /// <summary>No TLS: plain HTTP, for private networks.</summary>
    None,
}
