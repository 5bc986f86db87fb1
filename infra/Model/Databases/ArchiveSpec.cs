namespace Infra.Model;

/// <summary>A database's archive for point-in-time recovery.</summary>
public sealed record ArchiveSpec
{
    /// <summary>Where it is kept.</summary>
    public required S3LocationSpec Location { get; init; }

    /// <summary>When a base backup is made. Defaults to daily at 01:30.</summary>
    public CronSchedule BaseBackup { get; init; } = CronSchedule.Parse("30 1 * * *");

    /// <summary>How far back recovery reaches. Defaults to 30 days (source: 001).</summary>
    public Duration KeepFor { get; init; } = Duration.Parse("30d");
}
