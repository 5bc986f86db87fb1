using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="HelmChartConfig"/>.</summary>
public sealed class HelmChartConfigSpecArgs : ResourceArgs
{
    /// <summary>
    /// What happens when an upgrade fails: <c>abort</c>, <c>retry</c> or <c>reinstall</c>. The definition's own default
    /// uninstalls the chart first, which for an ingress controller is an outage.
    /// </summary>
    [Input("failurePolicy")]
    public Input<string>? FailurePolicy { get; set; }

    /// <summary>Chart values as a YAML text, merged over those k3s sets.</summary>
    [Input("valuesContent")]
    public Input<string>? ValuesContent { get; set; }
}
