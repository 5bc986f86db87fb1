using Infra.Flows;
using Infra.Model;
using Infra.Parts;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Everything that a stack plans is watched: by a monitor, by a metric of another source, or a part gives the reason.</summary>
public sealed class WatchedTests
{
    private const string Monitor = "kubernetes:monitoring.coreos.com/v1:PodMonitor";
    private static readonly string[] Observability = [PartNames.Prometheus, "grafana", "loki", "alloy"];
    private static readonly Lazy<Task<PlannedStack>> Full = new(async () =>
    {
        var system = DatabaseSystems.WithRedis(CanarySystem.With(CanarySystem.Canary));
        return new(system, await DatabaseSystems.PlanAsync(system));
    });

    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public async Task NoPartIsWithoutMetricsOrAReason(string stack) =>
        Assert.Empty(Silent((await Plans.StackAsync(FrozenSystems.Root, stack)).Spec, StackParts.All));

    [Fact]
    public void PartWithNeitherIsFound() =>
        Assert.Equal(["silent"], Silent(Described.StackOf("prod"), [new SilentPart(), new MonitorsPart()]));

    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public async Task EveryWorkloadIsWatched(string stack)
    {
        var planned = await Plans.StackAsync(FrozenSystems.Root, stack);
        if (planned.Spec.Observability.WatchesCluster())
        {
            Assert.Empty(Unwatched(planned));
        }
    }

    [Fact]
    public async Task EveryWorkloadOfAStackWithEveryPartIsWatched()
    {
        var stack = await Full.Value;
        Assert.Empty(Unwatched(stack));
        Assert.True(Workloads(stack).Count() > 20);
    }

    [Theory]
    [InlineData("monitors-infra-postgres-9187", "Cluster infra/postgres")]
    [InlineData("monitors-infra-mysql-pxc-9104", "PerconaXtraDBCluster infra/mysql")]
    [InlineData("monitors-prod-cache-9121", "StatefulSet prod/cache")]
    [InlineData("monitors-kube-system-snapshot-controller-8080", "Deployment kube-system/snapshot-controller")]
    [InlineData("monitors-kube-system-traefik-9101", "HelmChartConfig kube-system/traefik")]
    [InlineData("monitors-cert-manager-cert-manager-9402", "Release cert-manager/cert-manager")]
    public async Task WorkloadWithoutItsMonitorIsFound(string monitor, string workload)
    {
        var stack = await Full.Value;
        Assert.Contains(stack.Plan.Resources, resource => resource.Name == monitor);
        var others = stack.Plan.Resources.Where(resource => resource.Name != monitor).ToArray();
        Assert.Equal([workload], Unwatched(stack with { Plan = new(stack.Plan.Header, others, stack.Plan.Outputs) }));
    }

    [Fact]
    public async Task MonitorOfAPortThatNoContainerDeclaresWatchesNothing()
    {
        var stack = await Full.Value;
        var set = stack.Plan.Resources.Single(resource => resource.Name == "redis-cache-set");
        var silent = set.WithInput(PlanValue.OfNumber(9999), "spec", "template", "spec", "containers", "1", "ports", "0", "containerPort");
        Assert.Equal(["StatefulSet prod/cache"], Unwatched(stack with { Plan = stack.Plan.With(set, silent) }));
    }

    [Theory]
    [MemberData(nameof(Plans.Stacks), MemberType = typeof(Plans))]
    public void PrometheusReachesWhatItWatchesAndNothingElse(string stack) => Assert.Empty(Mismatches(Described.StackOf(stack), _ => true));

    [Fact]
    public void WatchedPodsThatPrometheusDoesNotReachAreFound() => Assert.Equal(
        ["infra/postgres:9187 is watched and not reached"],
        Mismatches(Described.StackOf("prod"), flow => flow.To.Text != "infra/postgres"));

    [Fact]
    public void ReachedPodsThatAreNotWatchedAreFound() => Assert.Equal(
        ["infra/postgres:9187 is reached and not watched"],
        Mismatches(Described.StackOf("prod"), _ => true, endpoint => endpoint.Pods.Text != "infra/postgres"));

    private static string[] Silent(SystemSpec system, IReadOnlyList<StackPart> parts) =>
    [
        .. parts.Where(part => part.IsIn(system) && part.Metrics(new(system)).Count == 0 && part.WithoutMetrics(system) is null)
            .Where(part => !IsOfObservability(part) || (part.Name != PartNames.Prometheus && part.Charts(system).Count > 0))
            .Select(part => part.Name),
    ];

    // The chart of Prometheus brings monitors of its own pods; the other parts of observability are described before they are built.
    private static bool IsOfObservability(StackPart part) => Observability.Contains(part.Name);

    private static List<string> Mismatches(SystemSpec system, Func<Flow, bool> kept, Func<MetricsEndpoint, bool>? watched = null)
    {
        var found = new List<string>();
        if (PrometheusPart.PodsOf(system) is not { } prometheus)
        {
            return found;
        }

        var scene = new FlowScene(system);
        var endpoints = MonitorsPart.EndpointsOf(scene, StackParts.All).Where(watched ?? (_ => true)).ToList();
        var flows = StackParts.Flows(system).Where(flow => flow.From.Text == prometheus.Text && kept(flow)).ToList();
        var nodes = NodeRequests.Of(StackParts.All, system).MetricsPorts;
        foreach (var endpoint in endpoints)
        {
            var reached = endpoint.OnNode
                ? nodes.Contains(endpoint.Port)
                : flows.Exists(flow => flow.To.Text == endpoint.Pods.Text && flow.Ports.Any(port => port.Number == endpoint.Port));
            if (!reached)
            {
                found.Add($"{endpoint.Pods.Text}:{endpoint.Port} is watched and not reached");
            }
        }

        // The chart of Prometheus watches what is in its own namespaces, and the cluster's DNS.
        string[] charts = [prometheus.Namespace, system.Observability.HostNamespace];
        foreach (var flow in flows)
        {
            if (flow.To is PodsEnd { Others: null } to && to.Text != ClusterPods.Dns.Text)
            {
                foreach (var port in flow.Ports)
                {
                    var known = endpoints.Exists(endpoint => endpoint.Pods.Text == to.Text && endpoint.Port == port.Number)
                        || (charts.Contains(to.Namespace) && scene.AppOf(to.Name) is null && system.Databases.Server(to.Name) is null);
                    if (!known)
                    {
                        found.Add($"{to.Text}:{port.Number} is reached and not watched");
                    }
                }
            }
        }

        return found;
    }

    private static List<string> Unwatched(PlannedStack stack)
    {
        var scene = new FlowScene(stack.Spec);
        var reasons = StackParts.All.SelectMany(part => part.PodsWithoutMetrics(scene)).Select(each => each.Pods).ToList();
        var monitors = stack.OfType(Monitor).Select(monitor => new Watch(
            monitor.Inputs.At("metadata", "namespace")!.Text,
            monitor.Inputs.At("spec", "selector", "matchLabels")!,
            (int)monitor.Inputs.At("spec", "podMetricsEndpoints")!.Items[0]["portNumber"]!.Number)).ToList();
        var found = new List<string>();
        foreach (var workload in Workloads(stack))
        {
            var watched = monitors.Exists(watch => watch.Namespace == workload.Namespace
                    && (workload.Labels is null || watch.Labels.Keys.All(
                        key => workload.Labels.GetValueOrDefault(key) == watch.Labels[key]!.Text))
                    && (workload.Ports is null || workload.Ports.Contains(watch.Port)))
                || reasons.Exists(pods => workload.Reasonable && pods.Namespace == workload.Namespace && (workload.Labels is null
                    || pods.Labels.All(label => workload.Labels.GetValueOrDefault(label.Key) == label.Value)));
            if (!watched)
            {
                found.Add($"{workload.Kind} {workload.Namespace}/{workload.Name}");
            }
        }

        return found;
    }

    /// <summary>
    /// The planned workloads with long-running pods. kube-state-metrics watches jobs, and the part of Prometheus the pods of its chart.
    /// </summary>
    private static IEnumerable<Workload> Workloads(PlannedStack stack)
    {
        var observability = stack.Spec.Observability;
        foreach (var resource in stack.KubernetesObjects)
        {
            var kind = resource.Type[(resource.Type.LastIndexOf(':') + 1)..];
            var inputs = resource.Inputs;
            var name = inputs.At("metadata", "name")?.Text ?? inputs["name"]?.Text ?? resource.Name;
            var @namespace = inputs.At("metadata", "namespace")?.Text ?? inputs["namespace"]?.Text ?? "";
            switch (kind)
            {
                case "Deployment" or "StatefulSet" or "DaemonSet":
                    var template = inputs.At("spec", "template")!;
                    var ports = template.At("spec", "containers")!.Items.SelectMany(container => container["ports"]?.Items ?? [])
                        .Select(port => (int)port["containerPort"]!.Number);
                    yield return new(kind, @namespace, name, Map(template.At("metadata", "labels")!), [.. ports]);
                    break;
                case "Release" when !Observability.Contains(name) || @namespace != observability.Namespace:
                    yield return new(kind, @namespace, name, null, null) { Reasonable = stack.Spec.Apps.Any(app => app.Name == name) };
                    break;
                case "HelmChartConfig":
                    yield return new(kind, @namespace, name, One("app.kubernetes.io/name", name), null);
                    break;
                case "Cluster" when resource.Type.Contains("cnpg.io", StringComparison.Ordinal):
                    yield return new(kind, @namespace, name, One("cnpg.io/cluster", name), [9187]);
                    break;
                case "Pooler":
                    yield return new(kind, @namespace, name, One("cnpg.io/poolerName", name), [9127]);
                    break;
                case "PerconaXtraDBCluster":
                    var members = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["app.kubernetes.io/instance"] = name,
                        ["app.kubernetes.io/component"] = "pxc",
                    };
                    var sidecars = (inputs.At("spec", "pxc", "sidecars")?.Items ?? []).SelectMany(container => container["ports"]!.Items)
                        .Select(port => (int)port["containerPort"]!.Number);
                    yield return new(kind, @namespace, name, members, [.. sidecars]) { Reasonable = false };
                    break;
                default:
                    break;
            }
        }
    }

    private static Dictionary<string, string> One(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static Dictionary<string, string> Map(PlanValue value) =>
        value.Keys.ToDictionary(key => key, key => value[key]!.Text, StringComparer.Ordinal);

    private sealed record Watch(string Namespace, PlanValue Labels, int Port);

    private sealed record Workload(
        string Kind, string Namespace, string Name, IReadOnlyDictionary<string, string>? Labels, IReadOnlyList<int>? Ports)
    {
        public bool Reasonable { get; init; } = true;
    }

    private sealed class SilentPart : PlatformPart
    {
        public override string Name => "silent";

        public override bool IsIn(SystemSpec system) => true;
    }
}
