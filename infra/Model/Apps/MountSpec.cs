namespace Infra.Model;

/// <summary>A volume inside a container.</summary>
public sealed record MountSpec : INamed
{
    /// <summary>The volume's name in the storage section.</summary>
    [RefersTo("volume", "storage.volumes")]
    public required string Name { get; init; }

    /// <summary>Where it appears.</summary>
    [AbsolutePath]
    public required string Path { get; init; }

    /// <summary>A folder of the volume. Defaults to its root.</summary>
    [FolderName]
    public string SubPath { get; init; } = "";

    /// <summary>No writing. Defaults to false.</summary>
    public bool ReadOnly { get; init; }
}
