namespace Infra.Model;

/// <summary>A namespace's ResourceQuota.</summary>
public sealed record QuotaSpec
{
    /// <summary>Cores, for the sum of requests and, unless <see cref="LimitsCpu"/> says otherwise, of limits.</summary>
    public required Quantity Cpu { get; init; }

    /// <summary>Memory, for the sum of requests and, unless <see cref="LimitsMemory"/> says otherwise, of limits.</summary>
    public required Quantity Memory { get; init; }

    /// <summary>Cores for the sum of limits. Defaults to <see cref="Cpu"/>.</summary>
    public Quantity? LimitsCpu { get; init; }

    /// <summary>Memory for the sum of limits. Defaults to <see cref="Memory"/>.</summary>
    public Quantity? LimitsMemory { get; init; }

    /// <summary>Number of pods; null (default) for no limit.</summary>
    [Range(0)]
    public int? Pods { get; init; }

    /// <summary>Number of volume claims; null (default) for no limit.</summary>
    [Range(0)]
    public int? VolumeClaims { get; init; }

    /// <summary>Sum of the sizes of all volume claims; null (default) for no limit.</summary>
    public Quantity? Storage { get; init; }
}
