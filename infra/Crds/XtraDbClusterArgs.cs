using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Inputs of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbClusterArgs() : K8s.ApiExtensions.CustomResourceArgs("pxc.percona.com/v1", "PerconaXtraDBCluster")
{
    /// <summary>Members, proxies, backups.</summary>
    [Input("spec", required: true)]
    public Input<XtraDbClusterSpecArgs> Spec { get; set; } = null!;
}
