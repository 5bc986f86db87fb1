namespace Infra.Model;

/// <summary>Monthly cost figures from the plan, for comparison with what is planned.</summary>
[AtMost(nameof(OptimizedFrom), nameof(OptimizedTo))]
public sealed record CostSpec
{
    /// <summary>ISO 4217 code of the figures. Defaults to <c>USD</c>.</summary>
    [Currency]
    public string Currency { get; init; } = "USD";

    /// <summary>The rows of the table.</summary>
    public IReadOnlyList<CostItemSpec> Items { get; init; } = [];

    /// <summary>The measures that lower it.</summary>
    public IReadOnlyList<CostItemSpec> Savings { get; init; } = [];

    /// <summary>The planned total a month on the old platform; null when unknown.</summary>
    [NotNegative]
    public decimal? CurrentTotal { get; init; }

    /// <summary>The planned total a month on the cluster; null when unknown.</summary>
    [NotNegative]
    public decimal? PlannedTotal { get; init; }

    /// <summary>The lower end of the total after all savings; null when unknown.</summary>
    [NotNegative]
    public decimal? OptimizedFrom { get; init; }

    /// <summary>The upper end of the total after all savings; null when unknown.</summary>
    [NotNegative]
    public decimal? OptimizedTo { get; init; }
}
