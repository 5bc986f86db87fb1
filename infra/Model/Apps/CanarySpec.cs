namespace Infra.Model;

/// <summary>A canary release of an app.</summary>
[NotBuiltYet]
[AtMost(nameof(StepWeight), nameof(MaxWeight))]
public sealed record CanarySpec : INamed
{
    /// <summary>Name of the app.</summary>
    [RefersTo("app", "apps")]
    public required string Name { get; init; }

    /// <summary>Time between steps. Defaults to one minute.</summary>
    [Positive]
    public Duration Interval { get; init; } = Duration.Parse("1m");

    /// <summary>Number of failed checks after which the canary is rolled back. Defaults to 5.</summary>
    [Range(1)]
    public int Threshold { get; init; } = 5;

    /// <summary>Percent of the traffic at which the canary is promoted. Defaults to 50.</summary>
    [Range(1, 100)]
    public int MaxWeight { get; init; } = 50;

    /// <summary>Percent of the traffic added in each step. Defaults to 10.</summary>
    [Range(1, 100)]
    public int StepWeight { get; init; } = 10;

    /// <summary>Percent of requests that must succeed. Defaults to 99.</summary>
    [Range(0, 100)]
    public int SuccessPercent { get; init; } = 99;

    /// <summary>Maximum latency of the 99th percentile of requests. Defaults to 500 ms.</summary>
    [Positive]
    public Duration Latency { get; init; } = Duration.Parse("500ms");
}
