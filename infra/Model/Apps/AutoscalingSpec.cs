namespace Infra.Model;

/// <summary>A HorizontalPodAutoscaler.</summary>
[AtLeastOneOf(nameof(CpuPercent), nameof(MemoryPercent))]
[AtMost(nameof(Min), nameof(Max))]
public sealed record AutoscalingSpec
{
    /// <summary>Fewest pods.</summary>
    [Range(1)]
    public required int Min { get; init; }

    /// <summary>Most pods.</summary>
    [Range(1, 10_000)]
    public required int Max { get; init; }

    /// <summary>Percent of the requested cores aimed at. Defaults to 70; 0 for not by cores.</summary>
    [Range(0)]
    public int CpuPercent { get; init; } = 70;

    /// <summary>Percent of the requested memory aimed at. Defaults to 80; 0 for not by memory.</summary>
    [Range(0)]
    public int MemoryPercent { get; init; } = 80;
}
