using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

/// <summary>The phases in which the homelab's agent and its log store move from Docker to the cluster.</summary>
public sealed class HomelabPhasesTests
{
    private const string Docker = "http://192.0.2.14:3100/loki/api/v1/push";

    [Theory]
    [InlineData(null, "", null)]
    [InlineData("1-alloy", "alloy-release", Docker)]
    [InlineData("2-loki", "alloy-release loki-release", "http://loki.observability.svc:3100/loki/api/v1/push")]
    [InlineData("3-grafana", "alloy-release loki-release", "http://loki.observability.svc:3100/loki/api/v1/push")]
    public async Task AgentAndStoreMoveOneAtATime(string? phase, string releases, string? url)
    {
        var plan = await PlanAsync(phase);
        var found = plan.Resources.Where(resource => resource.Name is "alloy-release" or "loki-release").ToList();
        Assert.Equal(releases, string.Join(' ', found.Select(resource => resource.Name).Order(StringComparer.Ordinal)));
        if (url is not null)
        {
            Assert.Contains($"url = \"{url}\"", Configuration(plan), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AlloyTakesThePositionOverFromPromtail() => Assert.Contains(
        "legacy_position {\n    file = \"/run/promtail/positions.yaml\"\n    name = \"journal\"\n  }",
        Configuration(await PlanAsync("1-alloy")),
        StringComparison.Ordinal);

    [Fact]
    public async Task LokiReadsTheHistoryOfTheOneInDocker()
    {
        var period = Assert.Single(
            (await PlanAsync("2-loki")).Resources.Single(resource => resource.Name == "loki-release").Inputs
                .At("values", "loki", "schemaConfig", "configs")!.Items);
        Assert.Equal(
            ("2020-10-24", "tsdb", "v13", "index_"),
            (period.TextOf("from"), period.TextOf("store"), period.TextOf("schema"), period["index"]!.TextOf("prefix")));
    }

    [Theory]
    [InlineData("1-alloy", false)]
    [InlineData("2-loki", true)]
    public async Task DockerHostsGetAWayInWithLoki(string phase, bool open)
    {
        var lists = (await PlanAsync(phase)).Resources.Where(resource => resource.Name == "loki-push-allow-list").ToList();
        Assert.Equal(open ? 1 : 0, lists.Count);
        if (open)
        {
            Assert.Equal(
                ["192.0.2.11/32", "192.0.2.12/32", "192.0.2.14/32"],
                lists[0].Inputs.At("spec", "ipAllowList", "sourceRange")!.Items.Select(range => range.Text));
        }
    }

    private static Task<PlanGraph> PlanAsync(string? phase)
    {
        var result = StackLoad.System(
            FrozenSystems.Root,
            new StackSelection { Stack = "homelab", System = "homelab", Environment = "home", Phase = phase });
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return Plans.OfAsync(result.Spec!);
    }

    private static string Configuration(PlanGraph plan) => plan.Resources.Single(resource => resource.Name == "alloy-release").Inputs
        .At("values", "alloy", "configMap")!.TextOf("content")!;
}
