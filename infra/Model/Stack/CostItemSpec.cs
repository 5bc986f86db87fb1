namespace Infra.Model;

/// <summary>One row of the cost table, in <see cref="CostSpec.Currency"/> a month.</summary>
public sealed record CostItemSpec : INamed
{
    /// <summary>What is paid for.</summary>
    public required string Name { get; init; }

    /// <summary>How many. Defaults to 1.</summary>
    [Range(0)]
    public int Count { get; init; } = 1;

    /// <summary>Price a month of one on the old platform. Defaults to 0.</summary>
    public decimal Current { get; init; }

    /// <summary>How many there are on the old platform. Defaults to <see cref="Count"/>.</summary>
    [Range(0)]
    public int? CurrentCount { get; init; }

    /// <summary>Price a month of one on the cluster. Defaults to 0.</summary>
    public decimal Planned { get; init; }

    /// <summary>A remark, e.g. the amount of data.</summary>
    [FreeText]
    public string Note { get; init; } = "";
}
