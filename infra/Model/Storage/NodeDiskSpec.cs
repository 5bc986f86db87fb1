namespace Infra.Model;

/// <summary>
/// A disk of a node for Longhorn alone, mounted at its data folder: at Hetzner a block volume that outlives the server, on
/// an existing host one that is there. It is formatted only when nothing at all is on it.
/// </summary>
public sealed record NodeDiskSpec : INamed
{
    /// <summary>The node's name.</summary>
    [RefersTo("node", "cluster.nodes")]
    public required string Name { get; init; }

    /// <summary>Size; Hetzner sells whole GB from 10 to 10,240. Growing it keeps the data, shrinking is not possible.</summary>
    [Positive]
    public required Quantity Size { get; init; }

    /// <summary>
    /// Path of an existing host's disk, e.g. <c>/dev/disk/by-id/nvme-...</c>: a name that stays the same from boot to boot.
    /// Null for Hetzner, whose path is known when the volume exists.
    /// </summary>
    [DevicePath]
    public string? Device { get; init; }
}
