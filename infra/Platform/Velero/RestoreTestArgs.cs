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

    /// <summary>Velero's namespace.</summary>
    public required CoreV1.Namespace VeleroNamespace { get; init; }

    /// <summary>Velero's release.</summary>
    public required Resource Installed { get; init; }

    /// <summary>The controllers of what a restore creates, such as volumes.</summary>
    public required IReadOnlyList<Resource> Controllers { get; init; }
}
