using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Who issues certificates, for every namespace (<c>cert-manager.io/v1</c>). Secrets it names are in cert-manager's own namespace.</summary>
public sealed class ClusterIssuer(string name, ClusterIssuerArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
