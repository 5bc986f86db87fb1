namespace Infra.Model;

/// <summary>
/// A folder that ends with its pod. In Docker it is in memory and ends with its container, whose memory is larger by its size.
/// </summary>
public sealed record ScratchSpec : INamed
{
    /// <summary>Name of the folder's volume.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Path in the container.</summary>
    [AbsolutePath]
    public required string Path { get; init; }

    /// <summary>Size at which the pod is evicted. Defaults to <c>64Mi</c>.</summary>
    [Memory]
    public Quantity Size { get; init; } = Quantity.Parse("64Mi");

    /// <summary>Whether the folder is in memory, where it counts towards the memory limit. Defaults to false.</summary>
    public bool Memory { get; init; }
}
