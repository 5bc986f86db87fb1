using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A certificate and the secret it is kept in (<c>cert-manager.io/v1</c>); renewed by cert-manager when two thirds of its time are over.</summary>
public sealed class Certificate(string name, CertificateArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);
