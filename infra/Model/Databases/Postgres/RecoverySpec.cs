namespace Infra.Model;

/// <summary>
/// Archive and point in time from which a cluster is created. Used only when the cluster is created; must stay in the description until the
/// next recovery.
/// </summary>
public sealed record RecoverySpec
{
    /// <summary>
    /// Folder of the archive to read, in the location of this server's own archive: the name of a server and its incarnation, e.g.
    /// <c>postgres-5f3a9c01</c>.
    /// </summary>
    [EntryName(253)]
    public required string Source { get; init; }

    /// <summary>Timestamp to stop at, RFC 3339 with its zone; null (default) for the end of the archive.</summary>
    [Timestamp]
    public string? TargetTime { get; init; }

    /// <summary>
    /// Id of the base backup to start from, e.g. <c>20260301T013000</c>; null (default) for the last one before the timestamp.
    /// </summary>
    [EntryName]
    public string? BackupId { get; init; }
}
