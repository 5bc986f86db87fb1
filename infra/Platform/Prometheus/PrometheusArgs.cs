using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Prometheus"/>.</summary>
public sealed class PrometheusArgs
{
    /// <summary>The described namespace of the components.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>The resources that the release depends on: storage, priorities, cert-manager and the node exporter's namespace.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
