namespace Infra.Model;

/// <summary>A Longhorn recurring job over all volumes of its classes.</summary>
public sealed record RecurringJobSpec : INamed
{
    /// <summary>The job's name, at most 40 characters.</summary>
    [ObjectName(40)]
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required RecurringTask Task { get; init; }

    /// <summary>When.</summary>
    public required CronSchedule Schedule { get; init; }

    /// <summary>How long results are kept.</summary>
    [Positive]
    public required Duration KeepFor { get; init; }

    /// <summary>How many results are kept; must agree with schedule and <see cref="KeepFor"/>.</summary>
    [Range(1, 250)]
    public required int Retain { get; init; }

    /// <summary>Volumes worked on at once. Defaults to 1.</summary>
    [Range(1)]
    public int Concurrency { get; init; } = 1;

    /// <summary>Storage classes whose volumes it covers. Defaults to all of Longhorn's.</summary>
    [RefersTo("storage class", "storage.classes")]
    public IReadOnlyList<string> Classes { get; init; } = [];
}
