namespace Infra.Model;

/// <summary>A HorizontalPodAutoscaler.</summary>
[NotAllZero(nameof(CpuPercent), nameof(MemoryPercent))]
[AtMost(nameof(Min), nameof(Max))]
public sealed record AutoscalingSpec
{
    /// <summary>Minimum number of pods.</summary>
    [Range(1)]
    public required int Min { get; init; }

    /// <summary>Maximum number of pods.</summary>
    [Range(1, 10_000)]
    public required int Max { get; init; }

    /// <summary>Target CPU utilization, in percent of the request. Defaults to 70; 0 to not scale on CPU.</summary>
    [Range(0)]
    public int CpuPercent { get; init; } = 70;

    /// <summary>Target memory utilization, in percent of the request. Defaults to 80; 0 to not scale on memory.</summary>
    [Range(0)]
    public int MemoryPercent { get; init; } = 80;
}
