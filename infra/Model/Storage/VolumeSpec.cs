namespace Infra.Model;

/// <summary>A persistent volume claim.</summary>
public sealed record VolumeSpec : INamed
{
    /// <summary>
    /// Name that apps and databases refer to. For a shared volume also the name of the claim, otherwise of the claim template.
    /// </summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Size of one replica of the volume. Can only be increased.</summary>
    [VolumeSize]
    public required Quantity Size { get; init; }

    /// <summary>Storage class: one of the system's, or <c>local-path</c>.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public required string Class { get; init; }

    /// <summary>
    /// Access mode: which pods may mount the volume at the same time. Defaults to <see cref="AccessMode.ReadWriteOnce"/>.
    /// </summary>
    public AccessMode AccessMode { get; init; }

    /// <summary>
    /// App or database that owns the volume. An owner with several members gets one volume for each, unless the volume is shared.
    /// </summary>
    [VolumeOwner]
    public required string Owner { get; init; }

    /// <summary>
    /// Name of the volume snapshot, in the owner's namespace, with which a new volume begins; null (default) for an empty volume. The size
    /// is at least that of the volume in the snapshot. An existing claim never takes another snapshot: describe a new volume.
    /// </summary>
    [ObjectName(253)]
    public string? Snapshot { get; init; }
}
