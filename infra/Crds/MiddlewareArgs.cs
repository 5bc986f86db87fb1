using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="Middleware"/>.</summary>
public sealed class MiddlewareArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "Middleware")
{
    /// <summary>The one thing that is done.</summary>
    [Input("spec", required: true)]
    public Input<MiddlewareSpecArgs> Spec { get; set; } = null!;
}
