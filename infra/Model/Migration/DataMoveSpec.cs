namespace Infra.Model;

/// <summary>Data that moves from the old platform, and how the copy is verified.</summary>
public sealed record DataMoveSpec : INamed
{
    /// <summary>The move's name.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of data.</summary>
    public required DataKind Kind { get; init; }

    /// <summary>The Docker host it comes from.</summary>
    public required string FromHost { get; init; }

    /// <summary>The container, volume or folder there.</summary>
    public required string From { get; init; }

    /// <summary>The database server or volume it goes to.</summary>
    public required string To { get; init; }

    /// <summary>The database, for databases.</summary>
    public string? Database { get; init; }

    /// <summary>Apps that must not write meanwhile.</summary>
    public IReadOnlyList<string> StopWrites { get; init; } = [];

    /// <summary>How the copy is verified.</summary>
    public required IReadOnlyList<DataCheck> Verify { get; init; }
}
