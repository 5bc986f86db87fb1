using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>What is done to requests on their way (<c>traefik.io/v1alpha1</c>).</summary>
public sealed class Middleware(string name, MiddlewareArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
