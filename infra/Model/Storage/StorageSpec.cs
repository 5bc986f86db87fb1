namespace Infra.Model;

/// <summary>Volumes, their storage classes and their backups.</summary>
public sealed record StorageSpec
{
    /// <summary>Longhorn; null (default) to use local-path only.</summary>
    public LonghornSpec? Longhorn { get; init; }

    /// <summary>Storage classes created in addition to k3s's own <c>local-path</c>.</summary>
    public IReadOnlyList<StorageClassSpec> Classes { get; init; } = [];

    /// <summary>Volumes, referred to by name from apps and databases.</summary>
    public IReadOnlyList<VolumeSpec> Volumes { get; init; } = [];

    /// <summary>Longhorn's recurring snapshots and backups.</summary>
    public IReadOnlyList<RecurringJobSpec> RecurringJobs { get; init; } = [];

    /// <summary>Bucket that Longhorn copies backups to; null (default) for none.</summary>
    public S3LocationSpec? BackupTarget { get; init; }

    /// <summary>Dedicated Longhorn disks, by the node's name; nodes without an entry use their root disk.</summary>
    public IReadOnlyList<NodeDiskSpec> NodeDisks { get; init; } = [];

    /// <summary>Folder at which nodes mount the disks of <see cref="NodeDisks"/>.</summary>
    public string DataPath() => (Longhorn ?? new()).DataPath;
}
