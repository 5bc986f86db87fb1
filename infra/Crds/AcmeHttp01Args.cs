using Pulumi;

namespace Infra.Crds;

/// <summary>The HTTP-01 challenge.</summary>
public sealed class AcmeHttp01Args : ResourceArgs
{
    /// <summary>The Ingress that cert-manager makes for as long as the check takes.</summary>
    [Input("ingress")]
    public Input<AcmeHttp01IngressArgs>? Ingress { get; set; }
}
