namespace Infra.Model;

/// <summary>A Velero backup storage location.</summary>
public sealed record BackupLocationSpec : INamed
{
    /// <summary>The location's name.</summary>
    public required string Name { get; init; }

    /// <summary>The place.</summary>
    public required S3LocationSpec S3 { get; init; }
}
