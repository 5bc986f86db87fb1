using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="TlsOption"/>.</summary>
public sealed class TlsOptionArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "TLSOption")
{
    /// <summary>The settings.</summary>
    [Input("spec", required: true)]
    public Input<TlsOptionSpecArgs> Spec { get; set; } = null!;
}
