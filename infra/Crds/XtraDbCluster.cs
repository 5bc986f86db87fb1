using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A MySQL cluster of members that replicate synchronously, run by the Percona Operator (<c>pxc.percona.com/v1</c>).</summary>
public sealed class XtraDbCluster(string name, XtraDbClusterArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
