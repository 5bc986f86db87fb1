using Pulumi;

namespace Infra.Crds;

/// <summary>The key of a certificate.</summary>
public sealed class CertificatePrivateKeyArgs : ResourceArgs
{
    /// <summary><c>RSA</c>, <c>ECDSA</c> or <c>Ed25519</c>.</summary>
    [Input("algorithm")]
    public Input<string>? Algorithm { get; set; }

    /// <summary>Bits; 256 for P-256.</summary>
    [Input("size")]
    public Input<int>? Size { get; set; }

    /// <summary><c>Always</c>: each renewal has a new key.</summary>
    [Input("rotationPolicy")]
    public Input<string>? RotationPolicy { get; set; }
}
