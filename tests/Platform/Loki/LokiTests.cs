using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Schemas;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class LokiTests
{
    [Fact]
    public async Task LokiIsOneProcessWithOneVolumeThatStays()
    {
        var values = await ValuesAsync(new());
        Assert.Equal("Monolithic", values.TextOf("deploymentMode"));
        Assert.Equal(
            (1, 0, 0, 0),
            (Number(values, "singleBinary", "replicas"), Number(values, "read", "replicas"), Number(values, "write", "replicas"),
                Number(values, "backend", "replicas")));
        var volume = values.At("singleBinary", "persistence")!;
        Assert.Equal(
            ("10Gi", "local-path", "Retain"), (volume.TextOf("size"), volume.TextOf("storageClass"), volume.TextOf("whenDeleted")));
        Assert.False(volume["enableStatefulSetAutoDeletePVC"]!.IsTrue);
        Each.Of(
            (string[])["gateway", "chunksCache", "resultsCache", "lokiCanary", "test", "ruler", "podDisruptionBudget"],
            part => Assert.False(values.At(part, "enabled")!.IsTrue));
    }

    [Fact]
    public async Task LokiAsksNobodyForItsOwnParts()
    {
        var common = (await ValuesAsync(new())).At("loki", "commonConfig")!;
        Assert.Equal(
            (1, "127.0.0.1", "inmemory"),
            ((int)common["replication_factor"]!.Number, common.TextOf("instance_addr"), common.At("ring", "kvstore")!.TextOf("store")));
        Assert.Null((await ValuesAsync(new())).At("loki", "memberlistConfig", "join_members"));
    }

    [Theory]
    [InlineData("7d", "168h", "168h")]
    [InlineData("2d", "48h", "48h")]
    [InlineData("30d", "720h", "168h")]
    public async Task RetentionDeletesLinesAndOlderOnesAreNotAccepted(string kept, string retention, string oldest)
    {
        var loki = (await ValuesAsync(new() { KeepFor = Duration.Parse(kept) })).At("loki")!;
        Assert.Equal(
            (retention, oldest),
            (loki.At("limits_config")!.TextOf("retention_period"), loki.At("limits_config")!.TextOf("reject_old_samples_max_age")));
        Assert.True(loki.At("compactor", "retention_enabled")!.IsTrue);
        Assert.Equal("filesystem", loki.At("compactor")!.TextOf("delete_request_store"));
    }

    [Fact]
    public async Task SchemaHasThePeriodsThatAreDescribed()
    {
        static string Periods(PlanValue values) => string.Join(
            ' ',
            values.At("loki", "schemaConfig", "configs")!.Items.Select(period =>
                $"{period.TextOf("from")}/{period.TextOf("store")}/{period.TextOf("schema")}/{period["index"]!.TextOf("prefix")}"));
        Assert.Equal("2024-04-01/tsdb/v13/loki_index_", Periods(await ValuesAsync(new())));
        Assert.Equal(
            "2020-10-24/tsdb/v13/index_ 2027-01-01/tsdb/v13/loki_index_",
            Periods(await ValuesAsync(new()
            {
                Schema = [new() { From = "2020-10-24", Prefix = "index_" }, new() { From = "2027-01-01", Prefix = "loki_index_" }],
            })));
    }

    [Fact]
    public async Task ValuesAreThoseOfTheChart() => Problems.None(await PlanSchemas.CheckChartsAsync(
        ChartUse.Of(await Plans.OfAsync(LogSystem.WithSenders(LogSystem.Host))).Where(use => use.Chart is "loki" or "alloy")));

    /// <summary>
    /// The chart hands these maps on to Loki, which refuses a name that it does not know. The names are from its reference
    /// (https://github.com/grafana/loki/blob/v3.7.6/docs/sources/shared/configuration.md).
    /// </summary>
    [Theory]
    [InlineData(
        "commonConfig",
        "compactor_grpc_address instance_addr replication_factor ring ring.instance_addr ring.kvstore ring.kvstore.store")]
    [InlineData("memberlistConfig", "bind_addr")]
    [InlineData("compactor", "delete_request_store retention_enabled")]
    [InlineData("ingester", "wal wal.flush_on_shutdown wal.replay_memory_ceiling")]
    [InlineData("querier", "max_concurrent")]
    [InlineData("analytics", "reporting_enabled")]
    [InlineData(
        "limits_config",
        "ingestion_burst_size_mb ingestion_rate_mb max_global_streams_per_user max_line_size max_line_size_truncate max_query_parallelism "
            + "per_stream_rate_limit per_stream_rate_limit_burst reject_old_samples_max_age retention_period")]
    public async Task SettingsOfLokiHaveNamesOfItsReference(string section, string names) => Assert.Equal(
        names, string.Join(' ', Names((await ValuesAsync(new())).At("loki", section)!).Order(StringComparer.Ordinal)));

    private static IEnumerable<string> Names(PlanValue map) => map.Kind != PlanValueKind.Map
        ? []
        : map.Keys.SelectMany(key => Names(map[key]!).Select(below => $"{key}.{below}").Prepend(key));

    [Theory]
    [InlineData(Placement.Compose)]
    [InlineData(Placement.Nowhere)]
    public async Task LokiElsewherePlansNothing(Placement place)
    {
        var plan = await Plans.OfAsync(LogSystem.With(
            watch => watch with { Loki = LogSystem.Open with { RunsOn = place }, Alloy = null, ComposeHosts = ["docker-1"] },
            LogSystem.Host));
        Each.Lacks(plan.Resources, resource => resource.Name.Contains("loki", StringComparison.Ordinal));
    }

    [Fact]
    public void LokiServesItsMetrics()
    {
        var endpoint = Assert.Single(new LokiPart().Metrics(new(LogSystem.With(watch => watch))));
        Assert.Equal(("infra/loki", 3100), (endpoint.Pods.Text, endpoint.Port));
    }

    [Fact]
    public void LokiAsksTheNodesForWhatItsChartGets()
    {
        var request = Assert.Single(new LokiPart().PodRequests(LogSystem.With(watch => watch)));
        Assert.Equal((1, 0.1m, 384m * 1024 * 1024), (request.Pods, request.Each.Cpu, request.Each.Memory));
    }

    private static async Task<PlanValue> ValuesAsync(LokiSpec loki) =>
        (await Plans.OfAsync(LogSystem.With(watch => watch with { Loki = loki, Alloy = null }))).Resources
            .Single(resource => resource.Name == "loki-release").Inputs["values"]!;

    private static int Number(PlanValue values, string part, string key) => (int)values.At(part, key)!.Number;
}
