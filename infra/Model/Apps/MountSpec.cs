namespace Infra.Model;

/// <summary>A volume mounted in a container.</summary>
public sealed record MountSpec : INamed
{
    /// <summary>Name of the volume in the storage section.</summary>
    [RefersTo("volume", "storage.volumes")]
    public required string Name { get; init; }

    /// <summary>Path in the container at which the volume is mounted.</summary>
    [AbsolutePath]
    public required string Path { get; init; }

    /// <summary>Folder of the volume to mount. Defaults to its root.</summary>
    [FolderName]
    public string SubPath { get; init; } = "";

    /// <summary>Whether the volume is mounted read-only. Defaults to false.</summary>
    public bool ReadOnly { get; init; }
}
