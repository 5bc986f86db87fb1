using Infra.Model;
using Infra.Preview.Cost;

namespace Infra.Preview.Checks;

/// <summary>Server types of the nodes that Hetzner did not accept orders for when the prices were read.</summary>
public static class OrderableServerTypes
{
    private const int MostAlternatives = 3;

    /// <summary>
    /// Warnings, one for each type, at its first node. Nodes with <see cref="NodeSpec.ServerTypeUnlisted"/> are left out, and so are those
    /// in a network zone for which nothing was read.
    /// </summary>
    /// <param name="spec">Described system.</param>
    /// <param name="sources">Positions of its records.</param>
    /// <param name="prices">Prices. Defaults to the embedded ones.</param>
    public static IReadOnlyList<string> In(SystemSpec spec, SourceMap sources, PriceList? prices = null)
    {
        var cluster = spec.Cluster;
        if (cluster.Provider != ClusterProvider.Hetzner || !spec.OwnsCluster())
        {
            return [];
        }
        prices ??= PriceList.Hetzner;
        var problems = new ProblemList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in cluster.Nodes)
        {
            if (!node.ServerTypeUnlisted
                && prices.Covers(cluster.LocationOf(node))
                && prices.Find(node.ServerType) is { IsOrderable: false }
                && seen.Add(node.ServerType))
            {
                problems.Warn(
                    sources.Of(node, "serverType"),
                    sources.PathOf(node, "serverType"),
                    $"Hetzner took no orders of {node.ServerType} on {prices.OrderabilityDate} (asked for {prices.OrderabilityLocation}"
                        + $"{(cluster.LocationOf(node) is var place && place == prices.OrderabilityLocation ? "" : $", not for {place}")})",
                    $"{Advice(node.ServerType, cluster.Network.Zone, prices)}; an existing server stays as it is");
            }
        }
        return [.. problems.Sorted().Select(problem => problem.ToString())];
    }

    /// <summary>Types of the same architecture, as large and orderable, the cheapest first.</summary>
    /// <param name="type">Name of the type.</param>
    /// <param name="zone">Network zone.</param>
    /// <param name="prices">Prices.</param>
    public static IReadOnlyList<Price> Alternatives(string type, string zone, PriceList prices)
    {
        if (HetznerServerType.Find(type) is not { } wanted)
        {
            return [];
        }
        var found = new List<Price>();
        foreach (var name in HetznerServerType.SoldIn(zone))
        {
            if (prices.Find(name) is { IsOrderable: true, Month: not null } price && HetznerServerType.Find(name)!.IsAtLeast(wanted))
            {
                found.Add(price);
            }
        }
        found.Sort((left, right) => left.Month!.Value.CompareTo(right.Month!.Value));
        return found;
    }

    private static string Advice(string type, string zone, PriceList prices)
    {
        var found = Alternatives(type, zone, prices);
        if (found.Count == 0)
        {
            return "see whether it can be ordered today; no other type of its architecture and size could be either";
        }
        var unit = $"{prices.Currency} a month";
        var named = found.Take(MostAlternatives).Select(price => $"{price.Type} ({CostText.Amount(price.Month)} {unit})");
        return $"see whether it can be ordered today, or choose {string.Join(", ", named)}";
    }
}
