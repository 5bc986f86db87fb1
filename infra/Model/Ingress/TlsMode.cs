namespace Infra.Model;

/// <summary>Who terminates TLS with which certificate.</summary>
public enum TlsMode
{
    /// <summary>Traefik, with certificates from Let's Encrypt by cert-manager.</summary>
    CertManager,

    /// <summary>Cloudflare in front; the origin speaks plain HTTP and trusts Cloudflare's ranges.</summary>
    Cloudflare,

    /// <summary>Nobody: plain HTTP, for private networks.</summary>
    None,
}
