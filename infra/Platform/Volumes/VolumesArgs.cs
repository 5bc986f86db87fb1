using Infra.Model;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Volumes"/>.</summary>
public sealed record VolumesArgs
{
    /// <summary>The whole system: its volumes and the apps they belong to.</summary>
    public required SystemSpec System { get; init; }

    /// <summary>The namespaces this stack makes, by name; volumes of apps elsewhere are made elsewhere.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>The storage classes this stack makes, by name; empty in a cluster of another stack.</summary>
    public required IReadOnlyDictionary<string, StorageV1.StorageClass> Classes { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the claims, and with them the data.</summary>
    public bool Protect { get; init; }
}
