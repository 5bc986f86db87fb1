namespace Infra.Model;

/// <summary>Data to move from a Docker host to the cluster, and the verification of the copy.</summary>
[RequiredWhen(nameof(Database), nameof(Kind), nameof(DataKind.Database))]
[OnlyWhen(nameof(Database), nameof(Kind), nameof(DataKind.Database))]
public sealed record DataMoveSpec : INamed
{
    /// <summary>Name of the data move.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Kind of data.</summary>
    public required DataKind Kind { get; init; }

    /// <summary>
    /// Environment whose data it is: its stack alone moves it, however far the other stacks are. Null (default) in a system with one
    /// environment; required where there are several.
    /// </summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>
    /// Name of the Docker host to copy from. It needs <c>hostKey</c>, also where others manage it: a server of the cluster opens an SSH
    /// session to it.
    /// </summary>
    [ObjectName]
    public required string FromHost { get; init; }

    /// <summary>
    /// Source on that host: for files, PocketBase and Meilisearch a folder or a Docker volume, for every other kind the name of a described
    /// app or database server there, a container, or <c>project/service</c>.
    /// </summary>
    [DataSource]
    public required string From { get; init; }

    /// <summary>
    /// Target in the cluster: a database server, a volume, or <c>loki</c> or <c>grafana</c> for the one of <c>observability</c>.
    /// </summary>
    [ObjectName]
    public required string To { get; init; }

    /// <summary>Name of the database on both servers, for the kind database.</summary>
    [DatabaseName]
    public string? Database { get; init; }

    /// <summary>
    /// User and group that own the files of a volume after the move, as <c>1000:33</c>; null (default) for those of the source.
    /// </summary>
    [FileOwner]
    public string? Owner { get; init; }

    /// <summary>
    /// Longest time for which writes may be stopped: a rehearsal that took longer ends the run before anything is stopped. Null (default)
    /// for no limit, and for two hours in which the move must end.
    /// </summary>
    [DurationRange("1m", "7d")]
    public Duration? MaxOutage { get; init; }

    /// <summary>
    /// Apps that write to the source, on the same Docker host. They are stopped there during the move, by <c>apps.compose.writes</c> or as
    /// a container.
    /// </summary>
    [RefersTo("app", "apps")]
    public IReadOnlyList<string> StopWrites { get; init; } = [];

    /// <summary>Methods of verifying the copy.</summary>
    [NotEmpty]
    public required IReadOnlyList<DataCheck> Verify { get; init; }
}
