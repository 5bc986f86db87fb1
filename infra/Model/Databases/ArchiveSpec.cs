namespace Infra.Model;

/// <summary>A database server's archive for point-in-time recovery.</summary>
public sealed record ArchiveSpec
{
    /// <summary>Bucket and folder of the archive.</summary>
    public required S3LocationSpec Location { get; init; }

    /// <summary>Schedule of base backups. Defaults to daily at 01:30.</summary>
    public CronSchedule BaseBackup { get; init; } = CronSchedule.Parse("30 1 * * *");

    /// <summary>Recovery window: time that recovery can go back, in whole days. Defaults to 30 days (source: 001).</summary>
    [WholeDays]
    public Duration KeepFor { get; init; } = Duration.Parse("30d");
}
