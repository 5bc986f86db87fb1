using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="AppServices"/>.</summary>
public sealed record AppServicesArgs
{
    /// <summary>The services.</summary>
    public required IReadOnlyList<PlannedService> Services { get; init; }

    /// <summary>The namespaces that this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }
}
