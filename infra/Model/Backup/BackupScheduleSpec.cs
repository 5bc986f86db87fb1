namespace Infra.Model;

/// <summary>A Velero schedule.</summary>
public sealed record BackupScheduleSpec : INamed
{
    /// <summary>The schedule's name.</summary>
    [ObjectName]
    [ReservedNames("the program's schedule of keys and certificates", VeleroSpec.KeysSchedule)]
    public required string Name { get; init; }

    /// <summary>When. Defaults to daily at 02:00 (source: 001).</summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 2 * * *");

    /// <summary>The namespaces in it.</summary>
    [NotEmpty]
    [RefersTo("namespace", "namespaces")]
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>How long a backup is kept. Defaults to 30 days.</summary>
    [Positive]
    public Duration KeepFor { get; init; } = Duration.Parse("30d");

    /// <summary>The location. Defaults to the first.</summary>
    [RefersTo("backup location", "backup.velero.locations")]
    public string? Location { get; init; }
}
