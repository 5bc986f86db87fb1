using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Storage class that a planned resource asks its volumes of.</summary>
internal static class VolumeClass
{
    /// <summary>Type token of storage classes.</summary>
    public const string Type = "kubernetes:storage.k8s.io/v1:StorageClass";

    /// <summary>Name of the class of a claim, a database or a StatefulSet; null for other resources.</summary>
    public static string? NameIn(PlanResource resource) => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
        ? resource.TextAt("spec.storageClassName")
            ?? (DatabaseKinds.Of(resource.Type) is { StorageClass: { Length: > 0 } path } ? resource.TextAt(path) : null)
            ?? resource.TextAt("spec.volumeClaimTemplates[0].spec.storageClassName")
        : null;
}
