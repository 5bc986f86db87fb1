using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Monitoring;
using Infra.Platform;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

/// <summary>The dashboards of the frozen stacks, and what every one of them must hold.</summary>
public sealed class DashboardTests
{
    private static readonly Regex Choice = new(@"\$(?<name>[a-z]+)\b", RegexOptions.CultureInvariant);

    // A stream's selector, then filters of lines.
    private static readonly Regex LogQuery = new(
        """^\{[a-z_]+(=|!=|=~|!~)"[^"{}]*"(, [a-z_]+(=|!=|=~|!~)"[^"{}]*")*\}( (\|=|!=|\|~|!~) "[^"]*")*$""",
        RegexOptions.CultureInvariant);

    private static readonly IReadOnlyList<Dashboard> All =
    [
        .. FrozenSystems.Stacks.SelectMany(stack => GrafanaPart.DashboardsOf(Described.StackOf(stack), StackParts.All))
            .Concat(GrafanaPart.DashboardsOf(WithDocker(), StackParts.All))
            .DistinctBy(DashboardJson.Of),
    ];

    [Fact]
    public void ProductionHasADashboardForEachSubject() => Assert.Equal(
        ["app", "backups", "databases", "hosts", "ingress", "migration", "overview", "storage"],
        GrafanaPart.DashboardsOf(WithDocker(), StackParts.All).Select(dashboard => dashboard.Name).Order());

    [Fact]
    public void EnginesShareOneDashboard()
    {
        var system = Described.StackOf("prod");
        var databases = GrafanaPart.DashboardsOf(system, StackParts.All).Single(dashboard => dashboard.Name == "databases");
        Assert.Equal(["PostgreSQL", "MySQL", "Redis"], databases.Rows.Select(row => row.Title));
        Assert.Equal("namespace", Assert.Single(databases.Choices).Name);
        var without = system with { Databases = system.Databases with { Mysql = [] } };
        databases = GrafanaPart.DashboardsOf(without, StackParts.All).Single(dashboard => dashboard.Name == "databases");
        Assert.Equal(["PostgreSQL", "Redis"], databases.Rows.Select(row => row.Title));
    }

    [Fact]
    public void SystemWithoutDockerHostsHasNoDashboardOfAMigration()
    {
        var system = Described.StackOf("prod") with { Compose = new() };
        Each.Lacks(GrafanaPart.DashboardsOf(system, StackParts.All), dashboard => dashboard.Name == "migration");
    }

    [Fact]
    public void MigrationShowsBothSidesOfEachService()
    {
        var rows = MigrationDashboard.Of(WithDocker()).Rows;
        const string InDocker = ".+-(docker-1)-[a-z0-9-]+@kubernetescrd";
        Assert.Contains($"service!~\"{InDocker}\"", rows[0].Panels[0].Queries[0].Expression, StringComparison.Ordinal);
        Assert.Contains($"service=~\"{InDocker}\"", rows[1].Panels[0].Queries[0].Expression, StringComparison.Ordinal);
        Assert.Matches($"^{InDocker}$", $"prod-{PublishedHosts.BridgeOf("wordpress", "docker-1")}-http@kubernetescrd");
    }

    [Fact]
    public void EveryQueryOfMetricsReadsMetricsOfKnownSources() => Each.Of(
        Panels().Where(panel => panel.Kind != PanelKind.Logs),
        panel => Each.Of(panel.Queries, query => Assert.Equal([], KnownMetrics.UnknownIn(query.Expression))));

    [Fact]
    public void EveryChoiceReadsAMetricOfAKnownSource() => Each.Of(
        All.SelectMany(dashboard => dashboard.Choices), choice => Assert.Equal([], KnownMetrics.UnknownIn(choice.Metric)));

    [Fact]
    public void EveryQueryUsesChoicesOfItsDashboard() => Each.Of(
        All,
        dashboard => Each.Of(
            dashboard.Rows.SelectMany(row => row.Panels).SelectMany(panel => panel.Queries),
            query => Assert.Empty(Choice.Matches(query.Expression).Select(match => match.Groups["name"].Value)
                .Except(dashboard.Choices.Select(choice => choice.Name)))));

    [Fact]
    public void EveryChoiceIsUsed() => Each.Of(
        All.Where(dashboard => dashboard.Choices.Count > 0),
        dashboard => Each.Of(
            dashboard.Choices,
            choice => Assert.Contains(
                dashboard.Rows.SelectMany(row => row.Panels).SelectMany(panel => panel.Queries),
                query => query.Expression.Contains($"${choice.Name}", StringComparison.Ordinal))));

    [Fact]
    public void EveryQueryOfLogsIsASelectorWithFilters() => Each.Of(
        Panels().Where(panel => panel.Kind == PanelKind.Logs).SelectMany(panel => panel.Queries),
        query => Assert.Matches(LogQuery, query.Expression));

    /// <summary>All queries as rules of one file, which promtool reads once.</summary>
    [SkippableFact]
    public async Task EveryQueryOfMetricsParses()
    {
        Promtool.Require();
        var queries = Panels().Where(panel => panel.Kind != PanelKind.Logs).SelectMany(panel => panel.Queries)
            .Select(query => Filled(query.Expression)).Distinct(StringComparer.Ordinal).ToArray();
        Assert.True(queries.Length > 40);
        var (succeeded, output) = await CheckAsync(queries);
        Assert.True(succeeded, output);

        (succeeded, output) = await CheckAsync(["sum by (a) (rate(up[5m])", .. queries]);
        Assert.False(succeeded, output);
    }

    private static Task<(bool Succeeded, string Output)> CheckAsync(IReadOnlyList<string> queries)
    {
        var rules = queries.Index().Select(query => new { record = $"query:{query.Index}", expr = query.Item });
        var file = JsonSerializer.Serialize(new { groups = new[] { new { name = "queries", rules } } });
        return Promtool.RunAsync(
            ["check", "rules", "--lint=none"], new Dictionary<string, string> { ["rules.yaml"] = file }, static _ => true);
    }

    private static string Filled(string query) =>
        Choice.Replace(query.Replace("$__rate_interval", "2m", StringComparison.Ordinal), "x");

    private static SystemSpec WithDocker() => Described.StackOf("prod") with
    {
        Compose = new() { Hosts = [new() { Name = "docker-1", Address = "192.0.2.10" }] },
    };

    private static IEnumerable<Panel> Panels() => All.SelectMany(dashboard => dashboard.Rows).SelectMany(row => row.Panels);
}
