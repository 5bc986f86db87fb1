using Pulumi;

namespace Infra.Crds;

/// <summary>TLS of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteTlsArgs : ResourceArgs
{
    /// <summary>The secret with the certificate, in the route's namespace.</summary>
    [Input("secretName")]
    public Input<string>? SecretName { get; set; }
}
