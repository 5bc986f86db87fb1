using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="ClusterIssuer"/>.</summary>
public sealed class ClusterIssuerSpecArgs : ResourceArgs
{
    /// <summary>An authority that speaks ACME, such as Let's Encrypt.</summary>
    [Input("acme")]
    public Input<AcmeIssuerArgs>? Acme { get; set; }
}
