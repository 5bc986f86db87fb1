namespace Infra.Model;

/// <summary>Who terminates TLS with which certificate.</summary>
public enum TlsMode
{
    /// <summary>Traefik, with certificates from Let's Encrypt by cert-manager.</summary>
    CertManager,

    /// <summary>Cloudflare in front; the origin speaks plain HTTP, believes Cloudflare's proxies alone about a visitor's address, and its web ports are open to them alone.</summary>
    Cloudflare,

    /// <summary>Nobody: plain HTTP, for private networks.</summary>
    None,
}
