namespace Infra.Model;

/// <summary>The LimitRange of a namespace: default requests and limits of containers.</summary>
[AtMost(nameof(RequestCpu), nameof(LimitCpu))]
[AtMost(nameof(RequestMemory), nameof(LimitMemory))]
public sealed record LimitRangeSpec
{
    /// <summary>Default CPU request. Defaults to <c>50m</c>.</summary>
    [Cpu]
    public Quantity RequestCpu { get; init; } = Quantity.Parse("50m");

    /// <summary>Default memory request. Defaults to <c>64Mi</c>.</summary>
    [Memory]
    public Quantity RequestMemory { get; init; } = Quantity.Parse("64Mi");

    /// <summary>Default CPU limit. Defaults to <c>500m</c>.</summary>
    [Cpu]
    [Positive]
    public Quantity LimitCpu { get; init; } = Quantity.Parse("500m");

    /// <summary>Default memory limit. Defaults to <c>256Mi</c>.</summary>
    [Memory]
    [Positive]
    public Quantity LimitMemory { get; init; } = Quantity.Parse("256Mi");
}
