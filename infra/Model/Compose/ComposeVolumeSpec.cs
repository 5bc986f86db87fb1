namespace Infra.Model;

/// <summary>A volume or a folder of the host in a container. The program creates volumes and never deletes one.</summary>
[ExactlyOneOf(nameof(Volume), nameof(Folder))]
public sealed record ComposeVolumeSpec
{
    /// <summary>
    /// Name of a Docker volume, the same for all projects of the host; created where it does not exist, empty and for the described user of
    /// the service.
    /// </summary>
    [EntryName]
    public string? Volume { get; init; }

    /// <summary>A folder or file of the host, which must exist, with its disk mounted, before the project is touched.</summary>
    [AbsolutePath]
    public string? Folder { get; init; }

    /// <summary>Path in the container.</summary>
    [AbsolutePath]
    public required string Path { get; init; }

    /// <summary>Whether the container only reads it. Defaults to false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Whether several services may write to the volume; without it, a volume of two services is taken for a mistake. Defaults to false.
    /// </summary>
    public bool Shared { get; init; }
}
