using Pulumi;

namespace Infra.Crds;

/// <summary>An issuer by name.</summary>
public sealed class CertificateIssuerRefArgs : ResourceArgs
{
    /// <summary>The issuer's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary><c>Issuer</c> or <c>ClusterIssuer</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Its API group.</summary>
    [Input("group")]
    public Input<string>? Group { get; set; }
}
