using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="HelmChartConfig"/>.</summary>
public sealed class HelmChartConfigArgs() : K8s.ApiExtensions.CustomResourceArgs("helm.cattle.io/v1", "HelmChartConfig")
{
    /// <summary>What is overridden.</summary>
    [Input("spec", required: true)]
    public Input<HelmChartConfigSpecArgs> Spec { get; set; } = null!;
}
