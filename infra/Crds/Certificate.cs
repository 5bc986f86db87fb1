using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// A certificate and the secret that holds it (<c>cert-manager.io/v1</c>); cert-manager renews it after two thirds of its lifetime.
/// </summary>
public sealed class Certificate(string name, CertificateArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="Certificate"/>.</summary>
public sealed class CertificateArgs() : K8s.ApiExtensions.CustomResourceArgs("cert-manager.io/v1", "Certificate")
{
    /// <summary>The certificate's settings.</summary>
    [Input("spec", required: true)]
    public Input<CertificateSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="Certificate"/>.</summary>
public sealed class CertificateSpecArgs : ResourceArgs
{
    /// <summary>The secret with the certificate and its key.</summary>
    [Input("secretName", required: true)]
    public Input<string> SecretName { get; set; } = null!;

    /// <summary>The host names.</summary>
    [Input("dnsNames")]
    public InputList<string>? DnsNames { get; set; }

    /// <summary>The issuer.</summary>
    [Input("issuerRef", required: true)]
    public Input<CertificateIssuerRefArgs> IssuerRef { get; set; } = null!;

    /// <summary>The private key.</summary>
    [Input("privateKey")]
    public Input<CertificatePrivateKeyArgs>? PrivateKey { get; set; }

    /// <summary>Metadata of the secret.</summary>
    [Input("secretTemplate")]
    public Input<CertificateSecretTemplateArgs>? SecretTemplate { get; set; }
}

/// <summary>An issuer by name.</summary>
public sealed class CertificateIssuerRefArgs : ResourceArgs
{
    /// <summary>The issuer's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary><c>Issuer</c> or <c>ClusterIssuer</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>The API group.</summary>
    [Input("group")]
    public Input<string>? Group { get; set; }
}

/// <summary>The key of a certificate.</summary>
public sealed class CertificatePrivateKeyArgs : ResourceArgs
{
    /// <summary><c>RSA</c>, <c>ECDSA</c> or <c>Ed25519</c>.</summary>
    [Input("algorithm")]
    public Input<string>? Algorithm { get; set; }

    /// <summary>Bits; 256 for P-256.</summary>
    [Input("size")]
    public Input<int>? Size { get; set; }

    /// <summary>The rotation of the key; <c>Always</c> creates a new key for each renewal.</summary>
    [Input("rotationPolicy")]
    public Input<string>? RotationPolicy { get; set; }
}

/// <summary>Metadata of a certificate's secret.</summary>
public sealed class CertificateSecretTemplateArgs : ResourceArgs
{
    /// <summary>The labels.</summary>
    [Input("labels")]
    public InputMap<string>? Labels { get; set; }
}
