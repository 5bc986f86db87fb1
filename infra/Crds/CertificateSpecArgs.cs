using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="Certificate"/>.</summary>
public sealed class CertificateSpecArgs : ResourceArgs
{
    /// <summary>The secret with the certificate and its key.</summary>
    [Input("secretName", required: true)]
    public Input<string> SecretName { get; set; } = null!;

    /// <summary>The host names.</summary>
    [Input("dnsNames")]
    public InputList<string>? DnsNames { get; set; }

    /// <summary>Who issues it.</summary>
    [Input("issuerRef", required: true)]
    public Input<CertificateIssuerRefArgs> IssuerRef { get; set; } = null!;

    /// <summary>The key.</summary>
    [Input("privateKey")]
    public Input<CertificatePrivateKeyArgs>? PrivateKey { get; set; }

    /// <summary>Metadata of the secret.</summary>
    [Input("secretTemplate")]
    public Input<CertificateSecretTemplateArgs>? SecretTemplate { get; set; }
}
