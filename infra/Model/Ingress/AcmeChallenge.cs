namespace Infra.Model;

/// <summary>Method of proving control over a domain to Let's Encrypt.</summary>
public enum AcmeChallenge
{
    /// <summary>A file served over HTTP; every node that DNS points to must answer.</summary>
    Http01,

    /// <summary>A DNS record at Cloudflare; also for wildcards (<c>*</c>), which no other challenge allows.</summary>
    Dns01,
}
