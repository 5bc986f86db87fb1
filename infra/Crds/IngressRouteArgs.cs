using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "IngressRoute")
{
    /// <summary>The routes.</summary>
    [Input("spec", required: true)]
    public Input<IngressRouteSpecArgs> Spec { get; set; } = null!;
}
