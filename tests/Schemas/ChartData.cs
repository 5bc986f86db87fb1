using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Schemas;

/// <summary>
/// Data of a chart: its metadata, its default values, and the schema of its values where it has one.
/// </summary>
internal sealed class ChartData
{
    private const string Chart = "Chart.yaml";

    private static readonly Lazy<ChartData[]> Known = new(() => [.. ReferenceData.Sets("charts").Select(folder => new ChartData(folder))]);

    private readonly string _folder;
    private readonly Lazy<JToken> _about;
    private readonly Lazy<YamlMappingNode?> _values;
    private readonly Lazy<Task<SchemaCheck>>? _schema;

    private ChartData(string folder)
    {
        _folder = folder;
        _about = new(() => YamlTokens.Documents(File.ReadAllText(Path.Combine(folder, Chart)))[0]);
        ValueLines = new(() => File.ReadAllLines(Path.Combine(folder, "values.yaml")));
        _values = new(() => YamlTokens.Nodes(string.Join('\n', ValueLines.Value)).FirstOrDefault() as YamlMappingNode);
        var schema = Path.Combine(folder, "values.schema.json");
        if (File.Exists(schema))
        {
            SchemaSource = new(() => ChartSchema.Read(File.ReadAllText(schema)));
            _schema = new(() => SchemaCheck.ReadAsync(SchemaSource.Value));
        }
    }

    /// <summary>All available charts.</summary>
    public static IReadOnlyList<ChartData> All => Known.Value;

    /// <summary>The version it is kept under; some repositories' own files carry a placeholder.</summary>
    public string Version => Path.GetFileName(_folder)[(Path.GetFileName(_folder).LastIndexOf('-') + 1)..];

    /// <summary>The chart's name.</summary>
    public string Name => _about.Value.Text("name")!;

    /// <summary>The version of what the chart installs, without a leading v.</summary>
    public string? AppVersion => _about.Value["appVersion"]?.ToString().TrimStart('v');

    /// <summary>The charts inside it, by the key under which their values stand, with their versions.</summary>
    public IReadOnlyDictionary<string, (string Name, string Version)> Parts => _about.Value.Maps("dependencies").ToDictionary(
        part =>
            part.Item.Text("alias") ?? part.Item.Text("name")!, part =>
                (part.Item.Text("name")!, part.Item["version"]?.ToString() ?? ""), StringComparer.Ordinal);

    /// <summary>The default values, with their lines; null where the chart has none.</summary>
    public YamlMappingNode? Values => _values.Value;

    /// <summary>The text of the default values.</summary>
    public Lazy<string[]> ValueLines { get; }

    /// <summary>The schema of the values as JSON; null where the chart has none.</summary>
    public Lazy<JObject>? SchemaSource { get; }

    /// <summary>The schema of the values; null where the chart has none.</summary>
    public Task<SchemaCheck>? SchemaAsync => _schema?.Value;

    /// <summary>A chart at a version; null if it is not available.</summary>
    public static ChartData? Find(string name, string version) =>
        version.Length == 0 ? null : Array.Find(
            Known.Value, chart => chart._folder.EndsWith($"-{version.TrimStart('v')}", StringComparison.Ordinal) && chart.Name == name);
}
