using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>Inputs of <see cref="AppServices"/>.</summary>
public sealed record AppServicesArgs
{
    /// <summary>The namespaces that this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }
}
