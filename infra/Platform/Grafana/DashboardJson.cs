using System.Text;
using System.Text.Json;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>
/// Dashboards in Grafana's JSON model
/// (https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/). Grafana raises older
/// versions of the format by itself. Panels share the width of their row, from left to right.
/// </summary>
public static class DashboardJson
{
    /// <summary>Width of a dashboard, in Grafana's units.</summary>
    public const int Width = 24;

    private const int SchemaVersion = 39;
    private const int NumberHeight = 4;
    private const int PanelHeight = 8;
    private const int NumbersInLine = 6;
    private const int PanelsInLine = 3;

    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n" };

    /// <summary>The JSON of a dashboard; the same bytes for the same dashboard.</summary>
    /// <param name="dashboard">The dashboard.</param>
    public static string Of(Dashboard dashboard)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Format))
        {
            json.WriteStartObject();
            json.WriteString("uid", dashboard.Name);
            json.WriteString("title", dashboard.Title);
            json.WriteString("description", dashboard.Description);
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteBoolean("editable", false);
            json.WriteNumber("graphTooltip", 1);
            json.WriteString("refresh", "30s");
            json.WriteString("timezone", "browser");
            WriteTime(json);
            json.WriteStartArray("tags");
            json.WriteStringValue("infra");
            json.WriteEndArray();
            WriteLinks(json);
            WriteChoices(json, dashboard);
            WritePanels(json, dashboard);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTime(Utf8JsonWriter json)
    {
        json.WriteStartObject("time");
        json.WriteString("from", "now-6h");
        json.WriteString("to", "now");
        json.WriteEndObject();
    }

    // The dashboards of one tag as a list in each of them.
    private static void WriteLinks(Utf8JsonWriter json)
    {
        json.WriteStartArray("links");
        json.WriteStartObject();
        json.WriteString("type", "dashboards");
        json.WriteString("title", "Dashboards");
        json.WriteBoolean("asDropdown", true);
        json.WriteBoolean("keepTime", true);
        json.WriteStartArray("tags");
        json.WriteStringValue("infra");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteChoices(Utf8JsonWriter json, Dashboard dashboard)
    {
        json.WriteStartObject("templating");
        json.WriteStartArray("list");
        foreach (var choice in dashboard.Choices)
        {
            json.WriteStartObject();
            json.WriteString("type", "query");
            json.WriteString("name", choice.Name);
            json.WriteString("label", choice.Title);
            WriteSource(json, DataSource.Prometheus);
            json.WriteString("query", $"label_values({choice.Metric}, {choice.Label})");
            json.WriteNumber("refresh", 2);
            json.WriteNumber("sort", 1);
            json.WriteBoolean("multi", true);
            json.WriteBoolean("includeAll", true);
            json.WriteString("allValue", ".*");
            json.WriteStartObject("current");
            json.WriteString("text", "All");
            json.WriteString("value", "$__all");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePanels(Utf8JsonWriter json, Dashboard dashboard)
    {
        var (id, top) = (1, 0);
        json.WriteStartArray("panels");
        foreach (var row in dashboard.Rows)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id++);
            json.WriteString("type", "row");
            json.WriteString("title", row.Title);
            json.WriteBoolean("collapsed", false);
            WritePlace(json, 0, top++, Width, 1);
            json.WriteStartArray("panels");
            json.WriteEndArray();
            json.WriteEndObject();
            foreach (var line in Lines(row))
            {
                var height = line.Max(HeightOf);
                for (var at = 0; at < line.Count; at++)
                {
                    var width = Width / line.Count;
                    WritePanel(json, line[at], id++, (at * width, top, width, height));
                }

                top += height;
            }
        }

        json.WriteEndArray();
    }

    private static IEnumerable<IReadOnlyList<Panel>> Lines(DashboardRow row)
    {
        var line = new List<Panel>();
        foreach (var panel in row.Panels)
        {
            if (line.Count > 0 && (HeightOf(line[0]) != HeightOf(panel) || line.Count == MostInLine(panel)))
            {
                yield return line;
                line = [];
            }

            line.Add(panel);
        }

        if (line.Count > 0)
        {
            yield return line;
        }
    }

    private static int MostInLine(Panel panel) => panel.Kind switch
    {
        PanelKind.Numbers => NumbersInLine,
        PanelKind.Logs => 1,
        _ => PanelsInLine,
    };

    private static int HeightOf(Panel panel) => panel.Kind == PanelKind.Numbers ? NumberHeight : PanelHeight;

    private static void WritePanel(Utf8JsonWriter json, Panel panel, int id, (int Left, int Top, int Width, int Height) place)
    {
        var source = panel.Kind == PanelKind.Logs ? DataSource.Loki : DataSource.Prometheus;
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("type", TypeOf(panel.Kind));
        json.WriteString("title", panel.Title);
        if (panel.Description is { } description)
        {
            json.WriteString("description", description);
        }

        WritePlace(json, place.Left, place.Top, place.Width, place.Height);
        WriteSource(json, source);
        json.WriteStartArray("targets");
        for (var at = 0; at < panel.Queries.Count; at++)
        {
            WriteQuery(json, panel, panel.Queries[at], at, source);
        }

        json.WriteEndArray();
        WriteFields(json, panel);
        WriteOptions(json, panel);
        if (panel.Kind == PanelKind.Table)
        {
            // One table of the labels and values of all series; the time of the query is of no use.
            json.WriteStartArray("transformations");
            json.WriteStartObject();
            json.WriteString("id", "organize");
            json.WriteStartObject("options");
            json.WriteStartObject("excludeByName");
            json.WriteBoolean("Time", true);
            json.WriteBoolean("__name__", true);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter json, Panel panel, PanelQuery query, int at, string source)
    {
        json.WriteStartObject();
        json.WriteString("refId", ((char)('A' + at)).ToString());
        WriteSource(json, source);
        json.WriteString("expr", query.Expression);
        if (query.Legend.Length > 0)
        {
            json.WriteString("legendFormat", query.Legend);
        }

        if (panel.Kind is PanelKind.Numbers or PanelKind.Bars or PanelKind.Table)
        {
            json.WriteBoolean("instant", true);
            json.WriteBoolean("range", false);
        }

        if (panel.Kind == PanelKind.Table)
        {
            json.WriteString("format", "table");
        }

        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Panel panel)
    {
        json.WriteStartObject("fieldConfig");
        json.WriteStartObject("defaults");
        json.WriteString("unit", UnitOf(panel.Unit));
        if (panel.Unit == PanelUnit.Percent)
        {
            json.WriteNumber("min", 0);
            json.WriteNumber("max", 100);
        }

        json.WriteStartObject("thresholds");
        json.WriteString("mode", "absolute");
        json.WriteStartArray("steps");
        foreach (var (color, value) in Steps(panel))
        {
            json.WriteStartObject();
            json.WriteString("color", color);
            if (value is { } from)
            {
                json.WriteNumber("value", from);
            }
            else
            {
                json.WriteNull("value");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("overrides");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // From the lowest value on; where small values are bad, red comes first.
    private static IEnumerable<(string Color, decimal? From)> Steps(Panel panel) => (panel.Warn, panel.Bad) switch
    {
        (null, null) => [("green", null)],
        ({ } warn, null) => [("green", null), ("orange", warn)],
        (null, { } bad) => [("green", null), ("red", bad)],
        ({ } warn, { } bad) when bad < warn => [("red", null), ("orange", bad), ("green", warn)],
        ({ } warn, { } bad) => [("green", null), ("orange", warn), ("red", bad)],
    };

    private static void WriteOptions(Utf8JsonWriter json, Panel panel)
    {
        json.WriteStartObject("options");
        switch (panel.Kind)
        {
            case PanelKind.Numbers or PanelKind.Bars:
                json.WriteStartObject("reduceOptions");
                json.WriteStartArray("calcs");
                json.WriteStringValue("lastNotNull");
                json.WriteEndArray();
                json.WriteBoolean("values", false);
                json.WriteEndObject();
                json.WriteString("orientation", panel.Kind == PanelKind.Bars ? "horizontal" : "auto");
                break;
            case PanelKind.Lines:
                json.WriteStartObject("legend");
                json.WriteString("displayMode", "list");
                json.WriteString("placement", "bottom");
                json.WriteEndObject();
                json.WriteStartObject("tooltip");
                json.WriteString("mode", "multi");
                json.WriteString("sort", "desc");
                json.WriteEndObject();
                break;
            case PanelKind.Logs:
                json.WriteBoolean("showTime", true);
                json.WriteBoolean("wrapLogMessage", true);
                json.WriteString("sortOrder", "Descending");
                break;
            default:
                json.WriteBoolean("showHeader", true);
                break;
        }

        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, int left, int top, int width, int height)
    {
        json.WriteStartObject("gridPos");
        json.WriteNumber("x", left);
        json.WriteNumber("y", top);
        json.WriteNumber("w", width);
        json.WriteNumber("h", height);
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, string uid)
    {
        json.WriteStartObject("datasource");
        json.WriteString("type", uid);
        json.WriteString("uid", uid);
        json.WriteEndObject();
    }

    private static string TypeOf(PanelKind kind) => kind switch
    {
        PanelKind.Lines => "timeseries",
        PanelKind.Numbers => "stat",
        PanelKind.Bars => "bargauge",
        PanelKind.Table => "table",
        _ => "logs",
    };

    private static string UnitOf(PanelUnit unit) => unit switch
    {
        PanelUnit.Percent => "percent",
        PanelUnit.Bytes => "bytes",
        PanelUnit.BytesPerSecond => "Bps",
        PanelUnit.Seconds => "s",
        PanelUnit.RequestsPerSecond => "reqps",
        _ => "short",
    };
}
