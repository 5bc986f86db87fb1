using Pulumi;

namespace Infra.Crds;

/// <summary>The Ingress of an HTTP-01 check.</summary>
public sealed class AcmeHttp01IngressArgs : ResourceArgs
{
    /// <summary>Its class.</summary>
    [Input("ingressClassName")]
    public Input<string>? IngressClassName { get; set; }
}
