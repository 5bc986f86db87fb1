namespace Infra.Model;

/// <summary>A block volume attached to a node for Longhorn.</summary>
public sealed record NodeDiskSpec : INamed
{
    /// <summary>The node's name.</summary>
    public required string Name { get; init; }

    /// <summary>Size; Hetzner sells whole GB from 10 to 10,240. Growing it keeps the data, shrinking is not possible.</summary>
    public required Quantity Size { get; init; }
}
