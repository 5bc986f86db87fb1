using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Requests for a host, and who answers them (<c>traefik.io/v1alpha1</c>). It has no status: nothing waits for it.</summary>
public sealed class IngressRoute(string name, IngressRouteArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
