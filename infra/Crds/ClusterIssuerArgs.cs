using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="ClusterIssuer"/>.</summary>
public sealed class ClusterIssuerArgs() : K8s.ApiExtensions.CustomResourceArgs("cert-manager.io/v1", "ClusterIssuer")
{
    /// <summary>How it issues.</summary>
    [Input("spec", required: true)]
    public Input<ClusterIssuerSpecArgs> Spec { get; set; } = null!;
}
