namespace Infra.Model;

/// <summary>A test that restores the newest backup of a schedule into a scratch namespace and checks it.</summary>
public sealed record RestoreTestSpec : INamed
{
    /// <summary>Name of the test.</summary>
    [ObjectName(52)]
    public required string Name { get; init; }

    /// <summary>Name of the backup schedule to test.</summary>
    [RefersTo("backup schedule", "backup.velero.schedules")]
    public required string Backup { get; init; }

    /// <summary>Namespace to restore from the backup.</summary>
    [RefersTo("namespace", "namespaces")]
    public required string Namespace { get; init; }

    /// <summary>Scratch namespace to restore into: created for the test, isolated from the network, emptied before and after.</summary>
    [NamespaceName]
    public required string Into { get; init; }

    /// <summary>Schedule of the test. Defaults to Sundays at 05:00.</summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 5 * * 0");

    /// <summary>Time limit of the test. Defaults to one hour.</summary>
    [DurationRange("1m", "7d")]
    public Duration Timeout { get; init; } = Duration.Parse("1h");
}
