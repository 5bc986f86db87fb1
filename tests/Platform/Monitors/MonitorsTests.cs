using Infra.Flows;
using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class MonitorsTests
{
    private const string Monitor = "kubernetes:monitoring.coreos.com/v1:PodMonitor";
    private const string Rule = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";

    [Fact]
    public async Task EveryMonitorHasANameOfItsOwnInItsNamespace()
    {
        var monitors = Of(await Plans.OfAsync("prod"), Monitor);
        Assert.Equal(monitors.Count, monitors.Select(NameOf).Distinct().Count());
        Assert.Contains("infra/postgres-9187", monitors.Select(NameOf));
    }

    [Fact]
    public async Task SeriesOfPodsHaveTheirNode() => Each.Of(
        Of(await Plans.OfAsync("prod"), Monitor),
        monitor => Assert.Contains(
            Endpoint(monitor)["relabelings"]!.Items,
            step => step["targetLabel"]!.Text == "node" && step["sourceLabels"]!.Items[0].Text == "__meta_kubernetes_pod_node_name"));

    [Fact]
    public async Task MonitorIsFetchedWithoutTlsFromThePathOfMetrics() => Each.Of(
        Of(await Plans.OfAsync("prod"), Monitor),
        monitor =>
        {
            Assert.Equal("/metrics", Endpoint(monitor).TextOf("path"));
            Assert.Null(Endpoint(monitor)["scheme"]);
            Assert.Null(Endpoint(monitor)["metricRelabelings"]);
        });

    [Fact]
    public async Task GuestMonitorsItsOwnNamespaceAlone()
    {
        var system = Described.StackOf("stage");
        var app = system.Apps.First(each => each.OnCluster() && each.Ports.Count > 0 && each.Kind != WorkloadKind.HelmChart);
        var plan = await DatabaseSystems.PlanAsync(WithMetrics(system, app.Name, "/metrics"));
        Assert.Equal([$"stage/{app.Name}-9000"], Of(plan, Monitor).Select(NameOf));
    }

    [Fact]
    public void OwnerMonitorsThePlatformAndItsOwnApps()
    {
        var system = Described.StackOf("prod");
        var endpoints = MonitorsPart.EndpointsOf(new(WithMetrics(system, "wordpress", "/metrics")), StackParts.All);
        Assert.Contains(endpoints, endpoint => endpoint.Pods.Text == "prod/wordpress");
        Assert.Contains(endpoints, endpoint => endpoint.Pods.Text == "cert-manager/cert-manager");
        Each.Lacks(endpoints, endpoint => endpoint.Pods.Others is not null || endpoint.Pods.Namespace is "stage" or "test");
    }

    [Fact]
    public async Task AppMayServeItsMetricsUnderAnotherPath()
    {
        var plan = await DatabaseSystems.PlanAsync(WithMetrics(Described.StackOf("prod"), "wordpress", "/admin/metrics"));
        var monitor = Of(plan, Monitor).Single(each => NameOf(each) == "prod/wordpress-9000");
        Assert.Equal(("/admin/metrics", 9000), (Endpoint(monitor).TextOf("path"), (int)Endpoint(monitor)["portNumber"]!.Number));
        Assert.Equal(["app.kubernetes.io/name"], monitor.Inputs.At("spec", "selector", "matchLabels")!.Keys);
    }

    [Fact]
    public async Task PartThatLeavesTakesItsMonitorsAlone()
    {
        var system = Described.StackOf("prod");
        var with = Of(await DatabaseSystems.PlanAsync(system), Monitor).ToDictionary(NameOf);
        var without = Of(
            await DatabaseSystems.PlanAsync(system with { Security = system.Security with { SealedSecrets = null } }), Monitor)
            .ToDictionary(NameOf);
        Assert.Equal(["kube-system/sealed-secrets-8081"], with.Keys.Except(without.Keys));
        Assert.Empty(without.Keys.Except(with.Keys));
        Each.Of(without, each =>
        {
            Assert.Equal(with[each.Key].Urn, each.Value.Urn);
            Assert.True(Plans.Same(with[each.Key].Inputs, each.Value.Inputs));
        });
    }

    [Fact]
    public async Task MonitorGoesWithItsNamespace()
    {
        var plan = await Plans.OfAsync("prod");
        var monitor = Of(plan, Monitor).Single(each => NameOf(each) == "infra/postgres-9187");
        var home = plan.Resources.Single(each => each.Type == "kubernetes:core/v1:Namespace" && each.Name == "tenancy-infra");
        Assert.Equal(home.Urn, monitor.DeletedWith);
        Assert.Contains(home.Urn, monitor.DependsOn);
    }

    [Fact]
    public async Task TraefikInTheNodesNetworkIsWatchedOnThePortOfTheFirewall()
    {
        var system = Described.StackOf("prod");
        Assert.Contains("kube-system/traefik-9101", Of(await Plans.OfAsync("prod"), Monitor).Select(NameOf));
        Assert.Equal([9101], new TraefikPart().NodeRequests(system).MetricsPorts);
        Each.Lacks(StackParts.Flows(system), flow => flow.To.Text == "kube-system/traefik");
    }

    [Fact]
    public void TraefikInThePodNetworkIsReachedAsPods()
    {
        var system = Described.StackOf("prod");
        system = system with { Ingress = system.Ingress with { Traefik = system.Ingress.Traefik with { HostNetwork = false } } };
        Assert.Empty(new TraefikPart().NodeRequests(system).MetricsPorts);
        Assert.Equal("9101", Assert.Single(
            StackParts.Flows(system), flow => flow.From.Text == "infra/prometheus" && flow.To.Text == "kube-system/traefik").PortsText());
    }

    [Fact]
    public async Task ClusterWithoutPrometheusHasNoMonitors()
    {
        var system = Described.StackOf("prod");
        var plan = await DatabaseSystems.PlanAsync(system with { Observability = new() { Namespace = system.Observability.Namespace } });
        Each.Lacks(plan.Resources, resource => resource.Type is Monitor or Rule);
        Assert.NotEmpty(Of(await Plans.OfAsync("prod"), Monitor));
    }

    [Fact]
    public void MonitorIsNamedAfterItsPodsAndPort() =>
        Assert.Equal("cache-9121", Monitors.NameOf(new(PodsEnd.Named("prod", "cache"), 9121)));

    private static SystemSpec WithMetrics(SystemSpec system, string app, string path) => system with
    {
        Apps =
        [
            .. system.Apps.Select(each => each.Name == app
                ? each with { Ports = [.. each.Ports, new PortSpec { Name = "metrics", Port = 9000, MetricsPath = path }] }
                : each),
        ],
    };

    private static List<PlanResource> Of(PlanGraph plan, string type) => [.. plan.Resources.Where(resource => resource.Type == type)];

    private static string NameOf(PlanResource resource) =>
        $"{resource.Inputs.At("metadata", "namespace")!.Text}/{resource.Inputs.At("metadata", "name")!.Text}";

    private static PlanValue Endpoint(PlanResource monitor) => Assert.Single(monitor.Inputs.At("spec", "podMetricsEndpoints")!.Items);
}
