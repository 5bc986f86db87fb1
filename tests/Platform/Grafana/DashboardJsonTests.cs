using System.Text.Json;
using Infra.Monitoring;
using Infra.Platform;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

public sealed class DashboardJsonTests
{
    /// <summary>Largest config map that the API accepts.</summary>
    private const int LargestConfigMap = 1024 * 1024;

    public static TheoryData<string> Names() => [.. OfProduction().Select(dashboard => dashboard.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void PanelsFillTheWidthAndDoNotOverlap(string name)
    {
        var json = Json(name);
        var panels = json.GetProperty("panels").EnumerateArray().Select(panel => (
            Id: panel.GetProperty("id").GetInt32(),
            Left: panel.GetProperty("gridPos").GetProperty("x").GetInt32(),
            Top: panel.GetProperty("gridPos").GetProperty("y").GetInt32(),
            Width: panel.GetProperty("gridPos").GetProperty("w").GetInt32(),
            Height: panel.GetProperty("gridPos").GetProperty("h").GetInt32())).ToArray();

        Assert.Equal(panels.Length, panels.Select(panel => panel.Id).Distinct().Count());
        var cells = panels.SelectMany(panel =>
            from x in Enumerable.Range(panel.Left, panel.Width)
            from y in Enumerable.Range(panel.Top, panel.Height)
            select (x, y)).ToArray();
        Assert.Equal(cells.Length, cells.Distinct().Count());
        Each.Of(cells, cell => Assert.InRange(cell.x, 0, DashboardJson.Width - 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void QueriesNameTheirSourceByItsIdentifier(string name)
    {
        var panels = Json(name).GetProperty("panels").EnumerateArray()
            .Where(panel => panel.GetProperty("type").GetString() != "row").ToArray();
        Assert.NotEmpty(panels);
        Each.Of(panels, panel =>
        {
            var source = panel.GetProperty("type").GetString() == "logs" ? "loki" : "prometheus";
            Assert.Equal(source, panel.GetProperty("datasource").GetProperty("uid").GetString());
            Each.Of(
                panel.GetProperty("targets").EnumerateArray(),
                target => Assert.Equal(source, target.GetProperty("datasource").GetProperty("uid").GetString()));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FitsAConfigMapAndCannotBeChangedInGrafana(string name)
    {
        Assert.True(DashboardJson.Of(OfProduction().Single(dashboard => dashboard.Name == name)).Length < LargestConfigMap);
        Assert.False(Json(name).GetProperty("editable").GetBoolean());
        Assert.Equal(name, Json(name).GetProperty("uid").GetString());
    }

    [Fact]
    public void SmallValuesThatAreBadAreRedFirst() => Assert.Equal(
        [("red", null), ("orange", 7m), ("green", 14m)], Steps(new() { Title = "days", Queries = [new("up")], Warn = 14, Bad = 7 }));

    [Fact]
    public void LargeValuesThatAreBadAreRedLast() => Assert.Equal(
        [("green", null), ("orange", 70m), ("red", 85m)], Steps(new() { Title = "use", Queries = [new("up")], Warn = 70, Bad = 85 }));

    [Fact]
    public void ThreeLinesShareALineAndTheFourthBeginsOne()
    {
        var panels = Enumerable.Range(0, 4).Select(at => Panels.Lines($"panel {at}", PanelUnit.None, ("up", "up"))).ToArray();
        var places = Parse(Single(panels)).GetProperty("panels").EnumerateArray().Skip(1).Select(panel => panel.GetProperty("gridPos"))
            .Select(place => (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32()));
        Assert.Equal([(0, 1, 8), (8, 1, 8), (16, 1, 8), (0, 9, 24)], places);
    }

    private static IEnumerable<(string, decimal?)> Steps(Panel panel) =>
        Parse(Single(panel)).GetProperty("panels")[1].GetProperty("fieldConfig").GetProperty("defaults").GetProperty("thresholds")
            .GetProperty("steps").EnumerateArray().Select(step => (
                step.GetProperty("color").GetString()!,
                step.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : (decimal?)null));

    private static Dashboard Single(params Panel[] panels) =>
        new() { Name = "test", Title = "Test", Description = "A test.", Rows = [new("Row", panels)] };

    private static IReadOnlyList<Dashboard> OfProduction() => GrafanaPart.DashboardsOf(Described.StackOf("prod"), StackParts.All);

    private static JsonElement Json(string name) => Parse(OfProduction().Single(dashboard => dashboard.Name == name));

    private static JsonElement Parse(Dashboard dashboard) => JsonDocument.Parse(DashboardJson.Of(dashboard)).RootElement;
}
