namespace Infra.Model;

/// <summary>A Velero backup schedule.</summary>
public sealed record BackupScheduleSpec : INamed
{
    /// <summary>Name of the schedule.</summary>
    [ObjectName]
    [ReservedNames("the program's schedule of keys and certificates", VeleroSpec.KeysSchedule)]
    public required string Name { get; init; }

    /// <summary>Schedule of the backup. Defaults to daily at 02:00 (source: 001).</summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 2 * * *");

    /// <summary>Namespaces to back up.</summary>
    [NotEmpty]
    [RefersTo("namespace", "namespaces")]
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>Retention of a backup. Defaults to 30 days.</summary>
    [Positive]
    public Duration KeepFor { get; init; } = Duration.Parse("30d");

    /// <summary>Name of the backup storage location. Defaults to the first one.</summary>
    [RefersTo("backup location", "backup.velero.locations")]
    public string? Location { get; init; }
}
