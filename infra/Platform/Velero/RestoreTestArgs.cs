using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of a <see cref="RestoreTest"/>.</summary>
public sealed record RestoreTestArgs
{
    /// <summary>The test as described.</summary>
    public required RestoreTestSpec Test { get; init; }

    /// <summary>Velero as described.</summary>
    public required VeleroSpec Velero { get; init; }

    /// <summary>The storage classes, one of which the restored volumes get.</summary>
    public required IReadOnlyList<StorageClassSpec> Classes { get; init; }

    /// <summary>The cluster's k3s, whose image has its kubectl.</summary>
    public required string K3sVersion { get; init; }

    /// <summary>Velero's namespace.</summary>
    public required CoreV1.Namespace VeleroNamespace { get; init; }

    /// <summary>Velero, installed.</summary>
    public required Resource Installed { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the namespace.</summary>
    public bool Protect { get; init; }
}
