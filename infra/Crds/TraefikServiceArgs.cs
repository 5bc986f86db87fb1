using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="TraefikService"/>.</summary>
public sealed class TraefikServiceArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "TraefikService")
{
    /// <summary>The services.</summary>
    [Input("spec", required: true)]
    public Input<TraefikServiceSpecArgs> Spec { get; set; } = null!;
}
