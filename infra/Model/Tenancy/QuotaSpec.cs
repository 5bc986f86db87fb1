namespace Infra.Model;

/// <summary>The ResourceQuota of a namespace.</summary>
public sealed record QuotaSpec
{
    /// <summary>CPU quota for the sum of requests and, unless <see cref="LimitsCpu"/> is set, of limits.</summary>
    [Cpu]
    public required Quantity Cpu { get; init; }

    /// <summary>Memory quota for the sum of requests and, unless <see cref="LimitsMemory"/> is set, of limits.</summary>
    [Memory]
    public required Quantity Memory { get; init; }

    /// <summary>CPU quota for the sum of limits. Defaults to <see cref="Cpu"/>.</summary>
    [Cpu]
    public Quantity? LimitsCpu { get; init; }

    /// <summary>Memory quota for the sum of limits. Defaults to <see cref="Memory"/>.</summary>
    [Memory]
    public Quantity? LimitsMemory { get; init; }

    /// <summary>Maximum number of pods; null (default) for no limit.</summary>
    [Range(0)]
    public int? Pods { get; init; }

    /// <summary>Maximum number of volume claims; null (default) for no limit.</summary>
    [Range(0)]
    public int? VolumeClaims { get; init; }

    /// <summary>Maximum total size of all volume claims; null (default) for no limit.</summary>
    public Quantity? Storage { get; init; }
}
