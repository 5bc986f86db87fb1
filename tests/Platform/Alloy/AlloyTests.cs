using Infra.Flows;
using Infra.Model;
using Infra.Parts;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class AlloyTests
{
    [Fact]
    public async Task AlloyRunsOnEveryNodeWithoutACapability()
    {
        var values = await ValuesAsync(new());
        Assert.Equal("daemonset", values.At("controller")!.TextOf("type"));
        var toleration = Assert.Single(values.At("controller", "tolerations")!.Items);
        Assert.Equal(("Exists", 1), (toleration.TextOf("operator"), toleration.Keys.Count));
        var rights = values.At("alloy", "securityContext")!;
        Assert.Equal("ALL", Assert.Single(rights.At("capabilities", "drop")!.Items).Text);
        Assert.Null(rights.At("capabilities", "add"));
        Assert.True(rights["readOnlyRootFilesystem"]!.IsTrue);
        Assert.False(rights["allowPrivilegeEscalation"]!.IsTrue);
        Assert.False(values.At("alloy", "enableReporting")!.IsTrue);
        Assert.Equal("256Mi", values.At("alloy", "resources", "limits")!.TextOf("memory"));
    }

    [Fact]
    public async Task FilesOfTheNodeAreReadOnlyExceptForThePositions()
    {
        var values = await ValuesAsync(new());
        Assert.Equal(
            ["/etc/machine-id True", "/run/log True", "/var/lib/alloy False"],
            values.At("alloy", "mounts", "extra")!.Items
                .Select(mount => $"{mount.TextOf("mountPath")} {mount["readOnly"]!.IsTrue}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["/etc/machine-id File", "/run/log DirectoryOrCreate", "/var/lib/alloy DirectoryOrCreate"],
            values.At("controller", "volumes", "extra")!.Items
                .Select(volume => $"{volume["hostPath"]!.TextOf("path")} {volume["hostPath"]!.TextOf("type")}")
                .Order(StringComparer.Ordinal));
        Assert.StartsWith("/var/lib/alloy/", values.At("alloy")!.TextOf("storagePath"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PromtailsFileIsMountedAndMayBeRead()
    {
        var values = await ValuesAsync(new() { Promtail = new() { Positions = "/srv/promtail/positions.yaml" } });
        Assert.Contains(
            "/srv/promtail", values.At("alloy", "mounts", "extra")!.Items.Select(mount => mount.TextOf("mountPath")));
        Assert.Equal(
            "DAC_READ_SEARCH", Assert.Single(values.At("alloy", "securityContext", "capabilities", "add")!.Items).Text);
    }

    [Fact]
    public async Task AlloyReadsPodsAndNothingElseOfTheApi()
    {
        var plan = await Plans.OfAsync(LogSystem.With(watch => watch));
        Assert.False(Release(plan).At("rbac", "create")!.IsTrue);
        var rule = Assert.Single(plan.Resources.Single(resource => resource.Name == "alloy-role").Inputs["rules"]!.Items);
        Assert.Equal(
            ("pods", "get list watch"),
            (Assert.Single(rule["resources"]!.Items).Text, string.Join(' ', rule["verbs"]!.Items.Select(verb => verb.Text))));
        var journal = await Plans.OfAsync(LogSystem.With(watch => watch with { Alloy = new() { Pods = false } }));
        Each.Lacks(journal.Resources, resource => resource.Name == "alloy-role");
        Assert.False(Release(journal).At("serviceAccount", "automountServiceAccountToken")!.IsTrue);
    }

    [Theory]
    [InlineData(null, "http://loki.infra.svc:3100/loki/api/v1/push")]
    [InlineData("http://198.51.100.7:3100/loki/api/v1/push", "http://198.51.100.7:3100/loki/api/v1/push")]
    public async Task AlloyPushesToTheClustersLokiUnlessAnotherIsDescribed(string? url, string pushed) =>
        Assert.Contains($"url = \"{pushed}\"", ConfigurationOf(await ValuesAsync(new() { PushUrl = url })), StringComparison.Ordinal);

    [Fact]
    public async Task ChartReadsNoTemplateInTheConfiguration()
    {
        var text = ConfigurationOf(await ValuesAsync(new() { PushUrl = "http://198.51.100.7/{{x}}/loki/api/v1/push" }));
        Assert.Contains("http://198.51.100.7/{{ \"{{\" }}x}}/", text, StringComparison.Ordinal);
    }

    [Fact]
    public void StoreWithAnAddressIsReachedThereAlone()
    {
        var flows = FlowMatrix.Of(
            LogSystem.With(watch => watch with
            {
                HostNamespace = "infra",
                Alloy = new() { PushUrl = "http://198.51.100.7:3100/loki/api/v1/push" },
            }),
            StackParts.All);
        var flow = Assert.Single(flows, each => each.From.Text == "infra/alloy" && each.Reason == "log lines");
        Assert.Equal(
            ("198.51.100.7/32", "3100"), (Assert.Single(Assert.IsType<AddressesEnd>(flow.To).Ranges), flow.PortsText()));
    }

    [Fact]
    public void AlloyServesItsMetricsAndIsCountedOnEveryNode()
    {
        var system = LogSystem.With(watch => watch);
        var endpoint = Assert.Single(new AlloyPart().Metrics(new(system)));
        Assert.Equal(("host-monitoring/alloy", 12345), (endpoint.Pods.Text, endpoint.Port));
        var request = Assert.Single(new AlloyPart().PodRequests(system));
        Assert.Equal(system.Cluster.Nodes.Count, request.PodsOn(system.Cluster.Nodes));
        Assert.Equal(128m * 1024 * 1024, request.Each.Memory);
    }

    [Theory]
    [InlineData("{journal: false, pods: false}", "Alloy reads neither the journal nor the pods' logs")]
    [InlineData("{journal: false, promtail: {}}", "Promtail's position is one in the journal")]
    public void RefusesAlloyWithNothingToRead(string alloy, string says) => Community.Refused($"observability: {{alloy: {alloy}}}", says);

    [Fact]
    public void RefusesAlloyWithoutAStore() =>
        Community.Refused("observability: {loki: {runsOn: compose}}", "Alloy has no Loki to send to");

    private static async Task<PlanValue> ValuesAsync(AlloySpec alloy) =>
        Release(await Plans.OfAsync(LogSystem.With(watch => watch with { Alloy = alloy })));

    private static PlanValue Release(PlanGraph plan) =>
        plan.Resources.Single(resource => resource.Name == "alloy-release").Inputs["values"]!;

    private static string ConfigurationOf(PlanValue values) => values.At("alloy", "configMap")!.TextOf("content")!;
}
