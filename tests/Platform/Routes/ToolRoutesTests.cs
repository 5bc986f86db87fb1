using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class ToolRoutesTests
{
    private static readonly HostSpec Grafana = new() { Name = "grafana", Tool = PlatformTool.Grafana, AllowFrom = ["operators"] };

    [Theory]
    [InlineData(PlatformTool.Grafana, "grafana", 80, 3000, "grafana")]
    [InlineData(PlatformTool.Prometheus, "prometheus-operated", 9090, 9090, "prometheus")]
    [InlineData(PlatformTool.Alertmanager, "alertmanager-operated", 9093, 9093, "alertmanager")]
    public async Task RouteLeadsToTheToolsServiceAndTraefikReachesItsPodsOnly(
        PlatformTool tool, string service, int port, int podPort, string pods)
    {
        var plan = await Plans.OfAsync(With(Grafana with { Name = "tool", Tool = tool }));

        var share = Assert.Single(Named(plan, "routes-tool-weights").Inputs.At("spec", "weighted", "services")!.Items);
        Assert.Equal((service, port, 100d), (share.TextOf("name"), share["port"]!.Number, share["weight"]!.Number));
        Assert.Null(share["namespace"]);
        Assert.Equal("infra", Named(plan, "routes-tool-route").Inputs.At("metadata", "namespace")!.Text);
        Assert.Equal(
            "tool.dirtbikechina.com", Named(plan, "routes-infra-tool-certificate").Inputs.At("spec", "dnsNames")!.Items[0].Text);

        var policy = Named(plan, $"network-policies-infra-{pods}-from-nodes").Inputs["spec"]!;
        Assert.Equal(pods, policy.At("podSelector", "matchLabels", "app.kubernetes.io/name")!.Text);
        Assert.Equal(podPort, Assert.Single(policy["ingress"]!.Items[0]["ports"]!.Items)["port"]!.Number);
    }

    [Fact]
    public async Task AllowListIsBesideTheRoute()
    {
        var plan = await Plans.OfAsync(With(Grafana));

        Assert.Equal(
            ["security-headers", "grafana-allow-list", "rate-limit", "compression"],
            Named(plan, "routes-grafana-route").Inputs.At("spec", "routes")!.Items[0]["middlewares"]!.Items
                .Select(item => item.TextOf("name")));
        Assert.Equal("infra", Named(plan, "routes-infra-grafana-allow-list").Inputs.At("metadata", "namespace")!.Text);
    }

    [Fact]
    public async Task GuestsPublishNoTools() => Each.Lacks(
        (await Plans.OfAsync("stage")).Resources, resource => resource.Name.StartsWith("routes-grafana", StringComparison.Ordinal));

    [Fact]
    public void AddressIsThatOfTheFirstHost()
    {
        Assert.Equal("https://grafana.dirtbikechina.com", ToolAddress.Of(With(Grafana), PlatformTool.Grafana));
        Assert.Null(ToolAddress.Of(With(Grafana), PlatformTool.Prometheus));
        var plain = With(Grafana);
        plain = plain with { Ingress = plain.Ingress with { Tls = new() { Mode = TlsMode.None } } };
        Assert.Equal("http://grafana.dirtbikechina.com", ToolAddress.Of(plain, PlatformTool.Grafana));
    }

    [Theory]
    [InlineData(PlatformTool.Grafana, "everyone could open Grafana's sign-in and try passwords")]
    [InlineData(PlatformTool.Prometheus, "Prometheus has no sign-in, so everyone could read what it knows;")]
    [InlineData(PlatformTool.Alertmanager, "everyone could read what it knows and silence alerts;")]
    public void RefusesAToolThatEveryoneCouldOpen(PlatformTool tool, string wrong)
    {
        var problem = Assert.Single(Problems(new() { Name = "tool", Tool = tool }));
        Assert.Contains(wrong, problem, StringComparison.Ordinal);
        Assert.Contains("add allowFrom", problem, StringComparison.Ordinal);
        Assert.Empty(Problems(new() { Name = "tool", Tool = tool, AllowFrom = ["operators"] }));
        Assert.Empty(Problems(new() { Name = "tool", Tool = tool, BasicAuth = "users" }));
        Assert.Empty(Problems(new() { Name = "tool", Tool = tool, Authentication = "operators" }));
    }

    [Fact]
    public void RefusesSettingsThatNothingReads()
    {
        string[] wrong =
        [
            .. Problems(Grafana with { Port = "http" }), .. Problems(Grafana with { Path = "/grafana" }),
            .. Problems(Grafana with { Sticky = true }),
            .. Problems(Grafana with { Backends = [new() { Name = "a", Environment = "prod", Weight = 100 }] }),
        ];
        Assert.Equal(
            ["remove port", "remove path", "remove sticky", "remove backends"], wrong.Select(problem => problem.Split("; ")[^1]));
    }

    [Fact]
    public void RefusesAToolThatDoesNotRunOnTheCluster()
    {
        var system = With(Grafana);
        system = system with { Observability = system.Observability with { Grafana = new() { RunsOn = Placement.Compose } } };
        Assert.Contains(
            "describe observability.grafana with runsOn: k3s or both",
            Assert.Single(RuleRun.Problems(ToolRules.Check, system)),
            StringComparison.Ordinal);
        Assert.Empty(PublishedGrafana(system));
    }

    [Fact]
    public void GuestsMayDescribeTools()
    {
        var guest = Described.StackOf("stage");
        guest = guest with { Ingress = guest.Ingress with { Hosts = [new() { Name = "grafana", Tool = PlatformTool.Grafana }] } };
        Assert.Empty(RuleRun.Problems(ToolRules.Check, guest));
        Assert.Empty(PublishedGrafana(guest));
    }

    [Fact]
    public void RefusesAHostOfAnAppAndATool()
    {
        Community.Refused(
            "ingress: {hosts: [{name: grafana, app: wordpress}]}", "ingress.hosts[grafana].tool: app and tool are given; give one of them");
        Community.Refused("ingress: {hosts: [{name: empty}]}", "neither app nor tool is given; give one of them");
    }

    private static IEnumerable<PublishedHost> PublishedGrafana(SystemSpec system) =>
        RoutedHosts.Of(system).Where(host => host.Spec.Tool == PlatformTool.Grafana);

    private static string[] Problems(HostSpec host) => RuleRun.Problems(ToolRules.Check, With(host));

    private static SystemSpec With(HostSpec host)
    {
        var system = Described.StackOf("prod");
        return system with
        {
            Ingress = system.Ingress with { Hosts = [.. system.Ingress.Hosts.Where(each => each.Tool is null), host] },
        };
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
