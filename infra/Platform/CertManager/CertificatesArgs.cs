using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Certificates"/>.</summary>
public sealed record CertificatesArgs
{
    /// <summary>The namespace of the cluster's TLS settings, <c>ingress.namespace</c>.</summary>
    public required CoreV1.Namespace IngressNamespace { get; init; }
}
