using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="LogRoute"/>.</summary>
public sealed record LogRouteArgs
{
    /// <summary>Loki's namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>The resources that must exist first: Loki's service, and the issuer of certificates.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
