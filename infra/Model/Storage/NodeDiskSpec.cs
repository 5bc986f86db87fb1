namespace Infra.Model;

/// <summary>
/// A dedicated Longhorn disk of a node, mounted at Longhorn's data folder: at Hetzner a block volume that outlives the server, on an
/// existing host a disk that is already there. Formatted only when it is completely empty.
/// </summary>
public sealed record NodeDiskSpec : INamed
{
    /// <summary>Name of the node.</summary>
    [RefersTo("node", "cluster.nodes")]
    public required string Name { get; init; }

    /// <summary>
    /// Size of the disk; Hetzner sells whole GB from 10 to 10,240. Increasing it keeps the data; decreasing it is not possible.
    /// </summary>
    [VolumeSize]
    public required Quantity Size { get; init; }

    /// <summary>
    /// Path of an existing host's disk, e.g. <c>/dev/disk/by-id/nvme-...</c>; the path must not change between boots. Null for Hetzner,
    /// where the path is known once the volume exists.
    /// </summary>
    [DevicePath]
    public string? Device { get; init; }
}
