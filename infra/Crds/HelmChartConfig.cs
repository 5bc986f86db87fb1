using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// Values for a chart that k3s installs itself (<c>helm.cattle.io/v1</c>). Name and namespace must be those of the chart's
/// own HelmChart object, which k3s rewrites at every start and no other program may change.
/// </summary>
public sealed class HelmChartConfig(string name, HelmChartConfigArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="HelmChartConfig"/>.</summary>
public sealed class HelmChartConfigArgs() : K8s.ApiExtensions.CustomResourceArgs("helm.cattle.io/v1", "HelmChartConfig")
{
    /// <summary>The overridden settings.</summary>
    [Input("spec", required: true)]
    public Input<HelmChartConfigSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="HelmChartConfig"/>.</summary>
public sealed class HelmChartConfigSpecArgs : ResourceArgs
{
    /// <summary>
    /// The reaction to a failed upgrade: <c>abort</c>, <c>retry</c> or <c>reinstall</c>. The definition's own default
    /// uninstalls the chart first, which for an ingress controller is an outage.
    /// </summary>
    [Input("failurePolicy")]
    public Input<string>? FailurePolicy { get; set; }

    /// <summary>Chart values as a YAML text, merged over those k3s sets.</summary>
    [Input("valuesContent")]
    public Input<string>? ValuesContent { get; set; }
}
