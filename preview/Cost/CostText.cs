using System.Globalization;

namespace Infra.Preview.Cost;

/// <summary>Costs in words.</summary>
public static class CostText
{
    /// <summary>Amount with two digits after the point, or four for the price of a small unit.</summary>
    public static string Amount(decimal? amount) => amount is not { } known
        ? "price unknown"
        : known.ToString(decimal.Round(known, 2) == known ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    /// <summary>Difference of two amounts, with its sign.</summary>
    public static string Difference(decimal more) => $"{(more < 0 ? "-" : "+")}{Amount(Math.Abs(more))}";

    /// <summary>Both levels where they differ: `8.49, or 6.49 if ordered before 2026-06-15`.</summary>
    public static string Levels(decimal? now, decimal? earlier, PriceList prices) => now is null || earlier == now
        ? Amount(now)
        : $"{Amount(now)}, or {(earlier is null ? "an unknown amount" : Amount(earlier))} if ordered before {prices.LevelSince}";

    /// <summary>
    /// Changed cost of a resource: `worker-1-server: server cx33 8.49, or 6.49 if ordered before 2026-06-15 -> server cx43 15.99`.
    /// </summary>
    public static string Of(CostChangeItem item, PriceList prices)
    {
        var old = item.Old is { } from ? Of(from, prices) : "";
        var now = item.New is { } to ? Of(to, prices) : "";
        var change = (item.Old, item.New) switch
        {
            (null, _) => $"new, {now}",
            (_, null) => $"no longer {old}",
            _ => $"{old} -> {now}",
        };
        return $"{item.Name}: {change}{(item.IsReplaced ? " (replaced)" : "")}";
    }

    private static string Of(CostLine line, PriceList prices)
    {
        var count = line.Count == 1 ? "" : $" of {line.Count.ToString(CultureInfo.InvariantCulture)} {line.Unit}";
        return $"{line.What}{count} {Levels(line.Sum, line.EarlierSum, prices)}";
    }
}
