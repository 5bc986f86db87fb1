namespace Infra.Model;

/// <summary>A HorizontalPodAutoscaler.</summary>
public sealed record AutoscalingSpec
{
    /// <summary>Fewest pods.</summary>
    public required int Min { get; init; }

    /// <summary>Most pods.</summary>
    public required int Max { get; init; }

    /// <summary>Percent of the requested cores aimed at. Defaults to 70; 0 for not by cores.</summary>
    public int CpuPercent { get; init; } = 70;

    /// <summary>Percent of the requested memory aimed at. Defaults to 80; 0 for not by memory.</summary>
    public int MemoryPercent { get; init; } = 80;
}
