namespace Infra.Preview.Cost;

/// <summary>Line of a monthly cost: equal things with their price.</summary>
/// <param name="What">Thing that is paid for, as `server cx33`.</param>
/// <param name="Count">Number of units.</param>
/// <param name="Unit">Unit, as `server` or `GB`.</param>
/// <param name="Price">Price of a unit, with its date and source; the amount is null when it is unknown.</param>
public sealed record CostLine(string What, decimal Count, string Unit, Price Price)
{
    /// <summary>Sum at the price of new orders; null when the price is unknown.</summary>
    public decimal? Sum => Total(Price.Month);

    /// <summary>Sum if everything was ordered before the prices rose; null when that price is unknown.</summary>
    public decimal? EarlierSum => Total(Price.Earlier);

    /// <summary>Whether the price depends on the day of the order.</summary>
    public bool HasTwoLevels => Price.Month is not null && Price.Earlier is not null && Price.Earlier != Price.Month;

    /// <summary>Sum of the known prices of lines, at the level of new orders.</summary>
    public static decimal SumOf(IReadOnlyList<CostLine> lines)
    {
        var sum = 0m;
        foreach (var line in lines)
        {
            sum += line.Sum ?? 0;
        }
        return sum;
    }

    /// <summary>Sum of the known prices of lines, at the level of earlier orders; null when one of these prices is unknown.</summary>
    public static decimal? EarlierSumOf(IReadOnlyList<CostLine> lines)
    {
        var sum = 0m;
        foreach (var line in lines)
        {
            if (line.Sum is not null && line.EarlierSum is null)
            {
                return null;
            }
            sum += line.EarlierSum ?? 0;
        }
        return sum;
    }

    private decimal? Total(decimal? price) => price is null ? null : Math.Round(price.Value * Count, 2, MidpointRounding.AwayFromZero);
}
