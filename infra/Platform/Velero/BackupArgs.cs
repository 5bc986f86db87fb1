using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Backup"/>.</summary>
public sealed record BackupArgs
{
    /// <summary>Velero as described.</summary>
    public required VeleroSpec Velero { get; init; }

    /// <summary>All parts of the stack, for the kinds that no backup contains.</summary>
    public required IReadOnlyList<StackPart> Parts { get; init; }

    /// <summary>The resources that must exist first: the class of volume snapshots.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The controllers of what Velero creates in its own namespace and in those of restore tests, such as volumes.</summary>
    public IReadOnlyList<Resource> Controllers { get; init; } = [];
}
