using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>How TLS is spoken (<c>traefik.io/v1alpha1</c>). The one named <c>default</c> holds for every host of the cluster, and there may be only one of that name.</summary>
public sealed class TlsOption(string name, TlsOptionArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
