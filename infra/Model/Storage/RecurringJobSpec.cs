namespace Infra.Model;

/// <summary>A Longhorn recurring job over all volumes of the named classes.</summary>
public sealed record RecurringJobSpec : INamed
{
    /// <summary>Name of the job, at most 40 characters.</summary>
    [ObjectName(40)]
    public required string Name { get; init; }

    /// <summary>Task of the job.</summary>
    public required RecurringTask Task { get; init; }

    /// <summary>Schedule of the job.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>Retention of the results.</summary>
    [Positive]
    public required Duration KeepFor { get; init; }

    /// <summary>Number of results to keep; must agree with the schedule and <see cref="KeepFor"/>.</summary>
    [Range(1, 250)]
    public required int Retain { get; init; }

    /// <summary>Number of volumes processed at the same time. Defaults to 1.</summary>
    [Range(1)]
    public int Concurrency { get; init; } = 1;

    /// <summary>Storage classes whose volumes the job covers. Defaults to all of Longhorn's.</summary>
    [RefersTo("storage class", "storage.classes")]
    public IReadOnlyList<string> Classes { get; init; } = [];
}
