namespace Infra.Model;

/// <summary>A Velero backup storage location.</summary>
public sealed record BackupLocationSpec : INamed
{
    /// <summary>The location's name.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>The place. No other cluster may have the same: each Velero removes what has expired for it.</summary>
    public required S3LocationSpec S3 { get; init; }
}
