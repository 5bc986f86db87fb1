namespace Infra.Model;

/// <summary>A test that restores the newest backup of a schedule into a scratch namespace and checks it.</summary>
public sealed record RestoreTestSpec : INamed
{
    /// <summary>The test's name.</summary>
    [ObjectName(52)]
    public required string Name { get; init; }

    /// <summary>The backup schedule tested.</summary>
    [RefersTo("backup schedule", "backup.velero.schedules")]
    public required string Backup { get; init; }

    /// <summary>The namespace restored.</summary>
    [RefersTo("namespace", "namespaces")]
    public required string Namespace { get; init; }

    /// <summary>The namespace it is restored to: made for the test, closed to the network, emptied before and after.</summary>
    [NamespaceName]
    public required string Into { get; init; }

    /// <summary>When. Defaults to Sundays at 05:00.</summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 5 * * 0");

    /// <summary>Time it may take. Defaults to one hour.</summary>
    [Positive]
    public Duration Timeout { get; init; } = Duration.Parse("1h");
}
