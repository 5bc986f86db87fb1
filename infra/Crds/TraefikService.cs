using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Several services behind one name (<c>traefik.io/v1alpha1</c>).</summary>
public sealed class TraefikService(string name, TraefikServiceArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
