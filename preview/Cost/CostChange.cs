using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Preview.Cost;

/// <summary>
/// Change of the monthly cost from one plan to another. The day on which a server was ordered is in no plan, so there are two former sums:
/// at the prices of new orders, and at those that earlier orders keep. A server that is new, rescaled or replaced has the price of new
/// orders.
/// </summary>
public sealed record CostChange
{
    /// <summary>Currency, as `EUR`.</summary>
    public required string Currency { get; init; }

    /// <summary>Former sum of the known prices, at the level of new orders.</summary>
    public required decimal From { get; init; }

    /// <summary>New sum of the known prices, at the level of new orders.</summary>
    public required decimal To { get; init; }

    /// <summary>Former sum if everything was ordered before the prices rose; null when one of these prices is unknown.</summary>
    public required decimal? EarlierFrom { get; init; }

    /// <summary>New sum if everything that stays was ordered before the prices rose; null when one of these prices is unknown.</summary>
    public required decimal? EarlierTo { get; init; }

    /// <summary>Resources whose cost changes, or can change: the former ones in their order, then the new ones.</summary>
    public required IReadOnlyList<CostChangeItem> Items { get; init; }

    /// <summary>Whether the cost of a changed resource is unknown, so that the difference of the sums is not the whole change.</summary>
    public bool IsIncomplete => Items.Any(item => item.Old is { Sum: null } || item.New is { Sum: null });

    /// <summary>Whether nothing changes.</summary>
    public bool IsEmpty => Items.Count == 0;

    /// <summary>Compares the costs of the two plans of a diff, which says what is replaced and what has another name.</summary>
    /// <param name="diff">Diff.</param>
    public static CostChange Of(PlanDiff diff) => Between(
        diff.Old,
        diff.New,
        diff.Steps.Where(step => step.Kind == StepKind.Replace).Select(step => step.Resource.Urn).ToHashSet(),
        diff.Steps.Where(step => step.IsMoved).ToDictionary(step => step.Old!.Urn, step => step.New!, StringComparer.Ordinal));

    /// <summary>Compares the costs of two plans. Resources are matched by type and name, whatever the stack is called.</summary>
    /// <param name="old">Former plan.</param>
    /// <param name="plan">New plan.</param>
    /// <param name="replaced">URNs, in the new plan, of the resources that are replaced. Defaults to none.</param>
    /// <param name="moved">Resources that former ones become under another URN, by the former URN. Defaults to none.</param>
    /// <param name="prices">Prices. Defaults to the embedded ones.</param>
    public static CostChange Between(
        PlanGraph old,
        PlanGraph plan,
        IReadOnlySet<string>? replaced = null,
        IReadOnlyDictionary<string, PlanResource>? moved = null,
        PriceList? prices = null)
    {
        prices ??= PriceList.Hetzner;
        var former = PaidResources.Of(old, prices);
        var added = PaidResources.Of(plan, prices).ToDictionary(paid => paid.Key, StringComparer.Ordinal);
        var items = new List<CostChangeItem>();
        var after = new List<CostLine>();
        foreach (var paid in former)
        {
            var now = moved?.GetValueOrDefault(paid.Resource.Urn) ?? paid.Resource;
            if (!added.Remove(paid.KeyAs(now), out var next))
            {
                items.Add(new(now.Name, paid.Line, null));
                continue;
            }
            var isReplaced = replaced?.Contains(next.Resource.Urn) ?? false;
            var isOrdered = isReplaced || next.Line.What != paid.Line.What;
            var line = isOrdered ? Ordered(next.Line) : next.Line;
            after.Add(line);
            if (line != paid.Line)
            {
                items.Add(new(now.Name, paid.Line, line) { IsReplaced = isReplaced });
            }
        }
        foreach (var paid in added.Values)
        {
            var line = Ordered(paid.Line);
            after.Add(line);
            items.Add(new(paid.Resource.Name, null, line));
        }
        var before = former.Select(paid => paid.Line).ToList();
        return new()
        {
            Currency = prices.Currency,
            From = CostLine.SumOf(before),
            To = CostLine.SumOf(after),
            EarlierFrom = CostLine.EarlierSumOf(before),
            EarlierTo = CostLine.EarlierSumOf(after),
            Items = items,
        };
    }

    private static CostLine Ordered(CostLine line) => line with { Price = line.Price with { Earlier = line.Price.Month } };
}
