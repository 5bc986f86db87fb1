namespace Infra.Model;

/// <summary>Where certificates come from.</summary>
[RequiredWhen(nameof(Email), nameof(Mode), TlsMode.CertManager)]
public sealed record TlsSpec
{
    /// <summary>The way. Defaults to <see cref="TlsMode.CertManager"/> (source: 001).</summary>
    public TlsMode Mode { get; init; }

    /// <summary>How Let's Encrypt checks the domain. Defaults to <see cref="AcmeChallenge.Http01"/>.</summary>
    public AcmeChallenge Challenge { get; init; }

    /// <summary>Address Let's Encrypt writes to; required by <see cref="TlsMode.CertManager"/>.</summary>
    [Email]
    public string? Email { get; init; }

    /// <summary>Uses Let's Encrypt's staging service, whose certificates no browser trusts. Defaults to false.</summary>
    public bool Staging { get; init; }

    /// <summary>Name of the declared secret with the Cloudflare token; required by <see cref="AcmeChallenge.Dns01"/>.</summary>
    [SecretName]
    public string? CloudflareToken { get; init; }
}
