namespace Infra.Model;

/// <summary>A volume claim.</summary>
public sealed record VolumeSpec : INamed
{
    /// <summary>The name apps and databases refer to; the claim's name for shared volumes, its template's for one a pod.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Size of one copy. Only growing is possible.</summary>
    [Positive]
    public required Quantity Size { get; init; }

    /// <summary>The storage class: one of the system's, or <c>local-path</c>.</summary>
    [RefersTo("storage class", "storage.classes", Also = StorageClassSpec.LocalPath)]
    public required string Class { get; init; }

    /// <summary>Who may write at once. Defaults to <see cref="AccessMode.ReadWriteOnce"/>.</summary>
    public AccessMode AccessMode { get; init; }

    /// <summary>The app or database it belongs to. One with several members gets a volume for each, unless it is shared.</summary>
    [VolumeOwner]
    public required string Owner { get; init; }
}
