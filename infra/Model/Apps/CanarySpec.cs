namespace Infra.Model;

/// <summary>A canary of an app.</summary>
[AtMost(nameof(StepWeight), nameof(MaxWeight))]
public sealed record CanarySpec : INamed
{
    /// <summary>The app's name.</summary>
    [RefersTo("app", "apps")]
    public required string Name { get; init; }

    /// <summary>Time between steps. Defaults to one minute.</summary>
    [Positive]
    public Duration Interval { get; init; } = Duration.Parse("1m");

    /// <summary>Failed checks that roll back. Defaults to 5.</summary>
    [Range(1)]
    public int Threshold { get; init; } = 5;

    /// <summary>Percent at which the canary is promoted. Defaults to 50.</summary>
    [Range(1, 100)]
    public int MaxWeight { get; init; } = 50;

    /// <summary>Percent added a step. Defaults to 10.</summary>
    [Range(1, 100)]
    public int StepWeight { get; init; } = 10;

    /// <summary>Percent of requests that must succeed. Defaults to 99.</summary>
    [Range(0, 100)]
    public int SuccessPercent { get; init; } = 99;

    /// <summary>Time in which 99 of 100 requests must be answered. Defaults to 500 ms.</summary>
    [Positive]
    public Duration Latency { get; init; } = Duration.Parse("500ms");
}
