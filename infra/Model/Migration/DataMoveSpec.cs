namespace Infra.Model;

/// <summary>Data that moves from the old platform, and how the copy is verified.</summary>
[RequiredWhen(nameof(Database), nameof(Kind), DataKind.Database)]
public sealed record DataMoveSpec : INamed
{
    /// <summary>The move's name.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>What kind of data.</summary>
    public required DataKind Kind { get; init; }

    /// <summary>The Docker host it comes from.</summary>
    [ObjectName]
    public required string FromHost { get; init; }

    /// <summary>The container, volume or folder there.</summary>
    public required string From { get; init; }

    /// <summary>The database server or volume it goes to.</summary>
    public required string To { get; init; }

    /// <summary>The database, for databases.</summary>
    [DatabaseName]
    public string? Database { get; init; }

    /// <summary>Apps that must not write meanwhile.</summary>
    [RefersTo("app", "apps")]
    public IReadOnlyList<string> StopWrites { get; init; } = [];

    /// <summary>How the copy is verified.</summary>
    [NotEmpty]
    public required IReadOnlyList<DataCheck> Verify { get; init; }
}
