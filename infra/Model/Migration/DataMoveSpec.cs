namespace Infra.Model;

/// <summary>Data to move from the old platform, and the verification of the copy.</summary>
[NotBuiltYet]
[RequiredWhen(nameof(Database), nameof(Kind), nameof(DataKind.Database))]
public sealed record DataMoveSpec : INamed
{
    /// <summary>Name of the data move.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Kind of data.</summary>
    public required DataKind Kind { get; init; }

    /// <summary>Name of the Docker host to copy from.</summary>
    [ObjectName]
    public required string FromHost { get; init; }

    /// <summary>Container, volume or folder on that host.</summary>
    public required string From { get; init; }

    /// <summary>Database server or volume to copy to.</summary>
    public required string To { get; init; }

    /// <summary>Name of the database, for the kind database.</summary>
    [DatabaseName]
    public string? Database { get; init; }

    /// <summary>Apps that must not write during the move.</summary>
    [RefersTo("app", "apps")]
    public IReadOnlyList<string> StopWrites { get; init; } = [];

    /// <summary>Methods of verifying the copy.</summary>
    [NotEmpty]
    public required IReadOnlyList<DataCheck> Verify { get; init; }
}
