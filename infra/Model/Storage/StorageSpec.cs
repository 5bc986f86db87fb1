namespace Infra.Model;

/// <summary>Volumes and what keeps them.</summary>
public sealed record StorageSpec
{
    /// <summary>Longhorn; null (default) for local-path only.</summary>
    public LonghornSpec? Longhorn { get; init; }

    /// <summary>The storage classes made beside k3s's own <c>local-path</c>.</summary>
    public IReadOnlyList<StorageClassSpec> Classes { get; init; } = [];

    /// <summary>The volumes, referred to by name from apps and databases.</summary>
    public IReadOnlyList<VolumeSpec> Volumes { get; init; } = [];

    /// <summary>Longhorn's recurring snapshots and backups.</summary>
    public IReadOnlyList<RecurringJobSpec> RecurringJobs { get; init; } = [];

    /// <summary>Where Longhorn copies backups; null (default) for nowhere.</summary>
    public S3LocationSpec? BackupTarget { get; init; }

    /// <summary>Block volumes added to nodes for Longhorn, by the node's name; nodes not named use their root disk.</summary>
    public IReadOnlyList<NodeDiskSpec> NodeDisks { get; init; } = [];

    /// <summary>The folder at which nodes mount the disks of <see cref="NodeDisks"/>.</summary>
    public string DataPath() => (Longhorn ?? new()).DataPath;
}
