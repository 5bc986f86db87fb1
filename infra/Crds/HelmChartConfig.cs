using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// Values for a chart that k3s installs itself (<c>helm.cattle.io/v1</c>). Name and namespace must be those of the chart's
/// own HelmChart object, which k3s rewrites at every start and nobody else may touch.
/// </summary>
public sealed class HelmChartConfig(string name, HelmChartConfigArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
