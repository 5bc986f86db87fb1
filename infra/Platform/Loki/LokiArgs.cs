using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Loki"/>.</summary>
public sealed record LokiArgs
{
    /// <summary>Its namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>The resources that must exist first: the storage classes.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
