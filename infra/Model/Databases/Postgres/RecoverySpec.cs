namespace Infra.Model;

/// <summary>
/// Archive and moment from which a cluster is created. Read once, at its creation; it stays described until the next recovery.
/// </summary>
public sealed record RecoverySpec
{
    /// <summary>
    /// Folder of the archive to read, beside this server's own: a server's name and its incarnation, e.g. <c>postgres-5f3a9c01</c>.
    /// </summary>
    [EntryName(253)]
    public required string Source { get; init; }

    /// <summary>Timestamp to stop at, RFC 3339 with its zone; null (default) for the end of the archive.</summary>
    [Timestamp]
    public string? TargetTime { get; init; }

    /// <summary>
    /// Id of the base backup to begin with, e.g. <c>20260301T013000</c>; null (default) for the last one before the timestamp.
    /// </summary>
    [EntryName]
    public string? BackupId { get; init; }
}
