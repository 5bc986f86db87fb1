namespace Infra.Model;

/// <summary>Monthly cost figures from the plan, to compare with the computed cost.</summary>
[AtMost(nameof(OptimizedFrom), nameof(OptimizedTo))]
public sealed record CostSpec
{
    /// <summary>ISO 4217 code of the currency. Defaults to <c>USD</c>.</summary>
    [Currency]
    public string Currency { get; init; } = "USD";

    /// <summary>Rows of the table.</summary>
    public IReadOnlyList<CostItemSpec> Items { get; init; } = [];

    /// <summary>Measures that reduce the cost.</summary>
    public IReadOnlyList<CostItemSpec> Savings { get; init; } = [];

    /// <summary>Planned monthly total on the old platform; null (default) if unknown.</summary>
    [NotNegative]
    public decimal? CurrentTotal { get; init; }

    /// <summary>Planned monthly total on the cluster; null (default) if unknown.</summary>
    [NotNegative]
    public decimal? PlannedTotal { get; init; }

    /// <summary>Lower end of the monthly total after all savings; null (default) if unknown.</summary>
    [NotNegative]
    public decimal? OptimizedFrom { get; init; }

    /// <summary>Upper end of the monthly total after all savings; null (default) if unknown.</summary>
    [NotNegative]
    public decimal? OptimizedTo { get; init; }
}
