using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="Certificate"/>.</summary>
public sealed class CertificateArgs() : K8s.ApiExtensions.CustomResourceArgs("cert-manager.io/v1", "Certificate")
{
    /// <summary>What is certified.</summary>
    [Input("spec", required: true)]
    public Input<CertificateSpecArgs> Spec { get; set; } = null!;
}
