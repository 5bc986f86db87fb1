namespace Infra.Model;

/// <summary>
/// A canary release of an app: a new version gets a growing part of the traffic, is measured, and is promoted or rolled back.
/// </summary>
[AtMost(nameof(StepWeight), nameof(MaxWeight))]
public sealed record CanarySpec : INamed
{
    /// <summary>Name of the app: a Deployment with autoscaling, because Flagger owns its number of pods.</summary>
    [RefersTo("app", "apps")]
    public required string Name { get; init; }

    /// <summary>
    /// Time between two checks, in minutes or seconds, and time over which each measures: at least twice the time between two samples of
    /// Prometheus. Defaults to one minute.
    /// </summary>
    [DurationRange("1m", "1h")]
    public Duration Interval { get; init; } = Duration.Parse("1m");

    /// <summary>Number of failed checks after which the canary is rolled back. Defaults to 5.</summary>
    [Range(1)]
    public int Threshold { get; init; } = 5;

    /// <summary>Percent of the traffic at which the canary is promoted. Defaults to 50.</summary>
    [Range(1, 100)]
    public int MaxWeight { get; init; } = 50;

    /// <summary>Percent of the traffic added by each check. Defaults to 10.</summary>
    [Range(1, 100)]
    public int StepWeight { get; init; } = 10;

    /// <summary>
    /// Percents of the traffic, one after another and each larger than the one before, in place of <see cref="StepWeight"/> and
    /// <see cref="MaxWeight"/>. Defaults to none.
    /// </summary>
    [Range(1, 100)]
    public IReadOnlyList<int> StepWeights { get; init; } = [];

    /// <summary>
    /// Number of checks of the new version, which only tests reach, before all traffic is moved at once; null (default) for weights.
    /// </summary>
    [Range(1, 1000)]
    public int? Iterations { get; init; }

    /// <summary>Percent of requests that must succeed. Defaults to 99.</summary>
    [Range(0, 100)]
    public int SuccessPercent { get; init; } = 99;

    /// <summary>Maximum latency of the 99th percentile of requests. Defaults to 500 ms.</summary>
    [Positive]
    public Duration Latency { get; init; } = Duration.Parse("500ms");

    /// <summary>Whether the promotion waits until an operator opens its gate (docs/runbooks/canary.md). Defaults to false.</summary>
    public bool ConfirmPromotion { get; init; }
}
