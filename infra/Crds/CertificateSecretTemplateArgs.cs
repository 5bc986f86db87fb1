using Pulumi;

namespace Infra.Crds;

/// <summary>Metadata of a certificate's secret.</summary>
public sealed class CertificateSecretTemplateArgs : ResourceArgs
{
    /// <summary>Its labels.</summary>
    [Input("labels")]
    public InputMap<string>? Labels { get; set; }
}
