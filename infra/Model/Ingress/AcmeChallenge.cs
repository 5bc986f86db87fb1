namespace Infra.Model;

/// <summary>How control over a domain is shown to Let's Encrypt.</summary>
public enum AcmeChallenge
{
    /// <summary>A file served over HTTP; every node in DNS must answer.</summary>
    Http01,

    /// <summary>A record at Cloudflare; also gives wildcard certificates.</summary>
    Dns01,
}
