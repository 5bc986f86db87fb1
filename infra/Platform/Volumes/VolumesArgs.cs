using CoreV1 = Pulumi.Kubernetes.Core.V1;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Volumes"/>.</summary>
public sealed record VolumesArgs
{
    /// <summary>The namespaces that this stack makes, by name; a claim in another namespace belongs to another stack.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>The storage classes that this stack makes, by name; empty in a cluster of another stack.</summary>
    public required IReadOnlyDictionary<string, StorageV1.StorageClass> Classes { get; init; }
}
