using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Cost;

/// <summary>Monthly cost of a planned stack at Hetzner, net of VAT.</summary>
public sealed record MonthlyCost
{
    private const string HetznerStorage = ".your-objectstorage.com";

    /// <summary>Prices that it was computed with.</summary>
    public required PriceList Prices { get; init; }

    /// <summary>Lines: servers, other resources, and at the end the buckets, which the plan does not contain.</summary>
    public required IReadOnlyList<CostLine> Lines { get; init; }

    /// <summary>Sentences on what the lines assume, and on who pays when there are none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Sum of the known prices at the level of new orders.</summary>
    public decimal Sum => CostLine.SumOf(Lines);

    /// <summary>
    /// The same if everything was ordered before the prices rose; null when one of these prices is unknown.
    /// </summary>
    public decimal? EarlierSum => CostLine.EarlierSumOf(Lines);

    /// <summary>Dates of the oldest and the newest known price in use; null when none is.</summary>
    public (string Oldest, string Newest)? Dates
    {
        get
        {
            var dates = Lines.Where(line => line.Sum is not null).Select(line => line.Price.Date).Order(StringComparer.Ordinal).ToList();
            return dates.Count == 0 ? null : (dates[0], dates[^1]);
        }
    }

    /// <summary>Whether a price is unknown, so that the sum is a least amount.</summary>
    public bool IsIncomplete => Lines.Any(line => line.Sum is null);

    /// <summary>Computes the cost of a plan.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="system">
    /// Described system, for the buckets and for who pays for the cluster; null (default) when only the plan is known.
    /// </param>
    /// <param name="prices">Prices. Defaults to the embedded ones.</param>
    public static MonthlyCost Of(PlanGraph plan, SystemSpec? system = null, PriceList? prices = null)
    {
        prices ??= PriceList.Hetzner;
        var lines = new List<CostLine>();
        foreach (var paid in PaidResources.Of(plan, prices))
        {
            var known = lines.FindIndex(line => line.What == paid.Line.What && line.Price == paid.Line.Price);
            if (known < 0)
            {
                lines.Add(paid.Line);
            }
            else
            {
                lines[known] = lines[known] with { Count = lines[known].Count + paid.Line.Count };
            }
        }
        lines = [.. lines.Where(line => line.Unit == PaidResources.Server), .. lines.Where(line => line.Unit != PaidResources.Server)];
        var notes = new List<string>();
        if (lines.Count == 0)
        {
            notes.Add(Payer(system));
        }
        if (system is not null)
        {
            AddBuckets(lines, notes, system, prices);
        }
        return new() { Prices = prices, Lines = lines, Notes = notes };
    }

    /// <summary>Warning about prices in use that are older than a year; null when there are none.</summary>
    /// <param name="today">Present day.</param>
    public string? AgeWarning(DateOnly today)
    {
        var old = Lines.Select(line => line.Price).Where(price => price.IsOld(today)).DistinctBy(price => price.Type).ToList();
        return old.Count == 0
            ? null
            : $"{PriceList.File}: warning: older than a year: {string.Join(", ", old.Select(price => $"{price.Type} of {price.Date}"))}; "
                + "read them again (docs/cost.md)";
    }

    private static string Payer(SystemSpec? system) =>
        system?.Stack.ClusterOwner is { } owner ? $"nothing of its own: the cluster is paid for by the stack {owner}"
        : system is { Cluster.Provider: ClusterProvider.ExistingHosts } ? "nothing at Hetzner: the cluster runs on existing hosts"
        : "nothing: no resource at Hetzner is planned";

    /// <summary>Adds a line for each bucket. How much is stored in it no plan can show.</summary>
    private static void AddBuckets(List<CostLine> lines, List<string> notes, SystemSpec system, PriceList prices)
    {
        var elsewhere = new List<string>();
        var isHetzner = false;
        foreach (var folder in BackupFolders.Of(system))
        {
            var host = folder.Location.Regional().Host;
            if (host.EndsWith(HetznerStorage, StringComparison.Ordinal))
            {
                isHetzner = true;
            }
            else if ($"bucket {folder.Location.Bucket} at {host}" is var bucket && !elsewhere.Contains(bucket))
            {
                elsewhere.Add(bucket);
            }
        }
        foreach (var dump in DatabasePlacement.Dumps(system))
        {
            if ($"dumps in {dump.Destination.Split('/')[0]}" is var dumps && !elsewhere.Contains(dumps))
            {
                elsewhere.Add(dumps);
            }
        }
        if (isHetzner)
        {
            lines.Add(new("object storage", 1, "account", prices.Find("object_storage_base") ?? new("object_storage_base", null)));
            notes.Add("object storage: assumed are one price for all buckets of the account, and at most 1 TB stored and 1 TB of egress");
        }
        lines.AddRange(elsewhere.Select(where => new CostLine(where, 1, "bucket", new("", null))));
    }
}
