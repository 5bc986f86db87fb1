namespace Infra.Model;

/// <summary>Source of the certificates.</summary>
[RequiredWhen(nameof(Email), nameof(Mode), nameof(TlsMode.CertManager))]
public sealed record TlsSpec
{
    /// <summary>Mode of TLS termination. Defaults to <see cref="TlsMode.CertManager"/> (source: 001).</summary>
    public TlsMode Mode { get; init; }

    /// <summary>Challenge with which Let's Encrypt validates the domain. Defaults to <see cref="AcmeChallenge.Http01"/>.</summary>
    public AcmeChallenge Challenge { get; init; }

    /// <summary>Contact address for Let's Encrypt; required by <see cref="TlsMode.CertManager"/>.</summary>
    [Email]
    public string? Email { get; init; }

    /// <summary>Whether Let's Encrypt's staging service is used, whose certificates browsers do not trust. Defaults to false.</summary>
    public bool Staging { get; init; }

    /// <summary>Name of the declared secret with the Cloudflare API token; required by <see cref="AcmeChallenge.Dns01"/>.</summary>
    [SecretName]
    public string? CloudflareToken { get; init; }
}
