namespace Infra.Model;

/// <summary>A Velero backup storage location.</summary>
public sealed record BackupLocationSpec : INamed
{
    /// <summary>Name of the location.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>
    /// Bucket and folder of the backups. Must not be shared with another cluster: each Velero deletes the backups in it that have expired.
    /// </summary>
    public required S3LocationSpec S3 { get; init; }
}
