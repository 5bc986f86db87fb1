namespace Infra.Model;

/// <summary>One row of the cost table, in <see cref="CostSpec.Currency"/> per month.</summary>
public sealed record CostItemSpec : INamed
{
    /// <summary>Item that is paid for.</summary>
    public required string Name { get; init; }

    /// <summary>Number of units. Defaults to 1.</summary>
    [Range(0)]
    public int Count { get; init; } = 1;

    /// <summary>Monthly price of one unit on the old platform. Defaults to 0.</summary>
    public decimal Current { get; init; }

    /// <summary>Number of units on the old platform. Defaults to <see cref="Count"/>.</summary>
    [Range(0)]
    public int? CurrentCount { get; init; }

    /// <summary>Monthly price of one unit on the cluster. Defaults to 0.</summary>
    public decimal Planned { get; init; }

    /// <summary>Remark, e.g. the amount of data.</summary>
    [ForPeople]
    [FreeText]
    public string Note { get; init; } = "";
}
