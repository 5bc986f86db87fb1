using System.Globalization;
using System.Text;
using Infra.Model;
using Infra.Model.Yaml;

namespace Infra.Preview.Cost;

/// <summary>Prices of Hetzner Cloud, read from the file that is embedded in the program (docs/cost.md).</summary>
public sealed class PriceList
{
    /// <summary>Path of the file in the project.</summary>
    public const string File = "preview/Cost/hetzner-prices.yaml";

    private static readonly Lazy<PriceList> Embedded = new(() => Read(Text()));

    private readonly Dictionary<string, Price> _prices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locations = new(StringComparer.Ordinal);

    private PriceList(YamlMap root)
    {
        Currency = root.Text("currency") ?? throw Missing("currency");
        LevelSince = root.Text("levelSince") ?? throw Missing("levelSince");
        var orderability = root.Find("orderability")?.Value as YamlMap ?? throw Missing("orderability");
        OrderabilityDate = orderability.Text("date") ?? throw Missing("orderability.date");
        OrderabilityLocation = orderability.Text("location") ?? throw Missing("orderability.location");
        foreach (var location in Items(root, "locations"))
        {
            _locations.Add(((YamlScalar)location).Text);
        }
        foreach (var server in Items(root, "servers"))
        {
            var read = Read((YamlMap)server);
            _prices.Add(read.Type, read with { Earlier = Number((YamlMap)server, "earlier") });
        }
        foreach (var item in Items(root, "items"))
        {
            var read = Read((YamlMap)item);
            _prices.Add(read.Type, read with { Earlier = read.Month });
        }
    }

    /// <summary>Embedded prices.</summary>
    public static PriceList Hetzner => Embedded.Value;

    /// <summary>Currency, as `EUR`.</summary>
    public string Currency { get; }

    /// <summary>Day since which new and rescaled servers cost more than those that were ordered before.</summary>
    public string LevelSince { get; }

    /// <summary>Day on which <see cref="Price.IsOrderable"/> was read.</summary>
    public string OrderabilityDate { get; }

    /// <summary>Location for which <see cref="Price.IsOrderable"/> was read.</summary>
    public string OrderabilityLocation { get; }

    /// <summary>All prices, servers before other items.</summary>
    public IReadOnlyCollection<Price> All => _prices.Values;

    /// <summary>Reads a list.</summary>
    /// <exception cref="FormatException">The text is no such list; the message says why.</exception>
    public static PriceList Read(string yaml)
    {
        var problems = new ProblemList();
        var root = YamlReader.Read(yaml, File, problems) as YamlMap;
        return problems.HasErrors || root is null
            ? throw new FormatException(problems.Count > 0 ? problems.Sorted()[0].ToString() : $"{File}: no map")
            : new(root);
    }

    /// <summary>Price of a server type or an item; null for one that the list does not have.</summary>
    public Price? Find(string type) => _prices.GetValueOrDefault(type);

    /// <summary>Whether the prices are those of a location; also for a location that is left to the provider.</summary>
    /// <param name="location">Name of the location; null when none is given.</param>
    public bool Covers(string? location) => location is null || _locations.Contains(location);

    private static Price Read(YamlMap map) => new(map.Text("type") ?? throw Missing("type"), Number(map, "month"))
    {
        IsOrderable = map.Text("orderable") != "false",
        Date = map.Text("date") ?? "",
        Source = map.Text("source") ?? "",
    };

    private static decimal? Number(YamlMap map, string key) =>
        map.Text(key) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"{map.Position}: {key}: '{text}' is no price");

    private static IReadOnlyList<YamlNode> Items(YamlMap root, string key) =>
        (root.Find(key)?.Value as YamlSequence ?? throw Missing(key)).Items;

    private static FormatException Missing(string key) => new($"{File}: {key} is missing");

    private static string Text()
    {
        using var stream = typeof(PriceList).Assembly.GetManifestResourceStream("cost/hetzner-prices.yaml")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
