namespace Infra.Preview.Cost;

/// <summary>Price of one unit a month, as a source had it on a date.</summary>
/// <param name="Type">Server type, or the item's name, such as `volume`.</param>
/// <param name="Month">Price for orders since <see cref="PriceList.LevelSince"/>; null when it is unknown.</param>
public sealed record Price(string Type, decimal? Month)
{
    /// <summary>
    /// Price that servers keep which were ordered before <see cref="PriceList.LevelSince"/>; null when it is unknown. Equal to
    /// <see cref="Month"/> for what has one price.
    /// </summary>
    public decimal? Earlier { get; init; }

    /// <summary>Whether orders of the server type were accepted on the day of <see cref="PriceList.OrderabilityDate"/>.</summary>
    public bool IsOrderable { get; init; } = true;

    /// <summary>Date of the source: a day, or a month; empty for an unknown price.</summary>
    public string Date { get; init; } = "";

    /// <summary>Source.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether the source is older than a year. Dates are compared as texts: parsing one loads the names of all months.</summary>
    /// <param name="today">Present day.</param>
    public bool IsOld(DateOnly today)
    {
        var yearAgo = $"{today.Year - 1:0000}-{today.Month:00}-{today.Day:00}";
        return Date.Length > 0 && string.CompareOrdinal(Date, yearAgo[..Math.Min(Date.Length, yearAgo.Length)]) < 0;
    }
}
