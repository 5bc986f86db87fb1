using Infra.Charts;
using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Naming;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>
/// Prometheus as a part, with Alertmanager, kube-state-metrics, the node exporter and the operator.
/// </summary>
public sealed class PrometheusPart : PlatformPart
{
    private const int ReloaderPort = 8080;
    private const int OperatorPort = 10250;

    /// <inheritdoc/>
    public override string Name => PartNames.Prometheus;

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && PodsOf(system) is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("observability")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } =
        [PartNames.Storage, PartNames.Priorities, PartNames.CertManager, PartNames.HostMonitoring];

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => PrometheusRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster) => new Prometheus(
        "prometheus",
        new() { Namespace = made.Namespaces[context.System.Observability.Namespace], After = made.Ready(After) },
        context).Ready;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system) =>
        IsIn(system) ? [.. AlertmanagerConfiguration.Files(system.Observability.Alerting).Values] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) => IsIn(system) ? [PrometheusVersions.Chart] : [];

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) => "its chart brings the monitors of its own pods";

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system)
    {
        var values = PrometheusValues.For(system);
        var reloader = ChartPods.Of("config-reloader", values, PrometheusValues.ReloaderPath).Each;
        var prometheus = ChartPods.Of("prometheus", values, PrometheusValues.PrometheusPath);
        var alertmanager = ChartPods.Of("alertmanager", values, PrometheusValues.AlertmanagerPath);
        return
        [
            prometheus with { Each = prometheus.Each + reloader },
            alertmanager with { Each = alertmanager.Each + reloader },
            ChartPods.Of("prometheus-operator", values, "prometheusOperator"),
            ChartPods.Of(PrometheusValues.State, values, PrometheusValues.State),
            ChartPods.Of(PrometheusValues.NodeExporter, values, PrometheusValues.NodeExporter) with
            {
                OnEveryNode = true,
                Tolerates = [.. system.Cluster.Nodes.SelectMany(node => node.Taints).Select(taint => taint.Name).Distinct()],
            },
        ];
    }

    /// <summary>The node exporter's port, also where the node exporter is not installed yet.</summary>
    /// <inheritdoc/>
    public override NodeRequests NodeRequests(SystemSpec system) => new()
    {
        MetricsPorts = [system.Observability.Prometheus?.NodeExporterPort ?? PrometheusSpec.UsualNodeExporterPort],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => ClusterAlerts.Of(system);

    /// <summary>Prometheus's pods; null where it does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    public static PodsEnd? PodsOf(SystemSpec system) =>
        system.Observability is var watch && watch.WatchesCluster() ? PodsEnd.Named(watch.Namespace, "prometheus") : null;

    /// <summary>Adds the flow of a client that queries Prometheus and Alertmanager.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="client">The client.</param>
    public static void AddClient(FlowScene scene, PodsEnd client)
    {
        if (PodsOf(scene.Spec) is { } prometheus)
        {
            scene.Add(client, prometheus, "queries", new FlowPort(PrometheusEndpoint.Port));
            scene.Add(client, AlertmanagerEndpoint.PodsIn(prometheus.Namespace), "queries", new FlowPort(AlertmanagerEndpoint.Port));
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [EtcdDashboard.Of()];

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (PodsOf(scene.Spec) is { } prometheus)
        {
            AddStack(scene, prometheus);
            AddNodes(scene, prometheus);
            foreach (var endpoint in scene.Metrics)
            {
                scene.Add(prometheus, endpoint.Pods, "metrics", new FlowPort(endpoint.Port));
            }

            scene.Add(prometheus, ClusterPods.Dns, "metrics", new FlowPort(9153));
            foreach (var host in DockerMetrics.HostsOf(scene.Spec))
            {
                foreach (var source in DockerMetrics.All)
                {
                    scene.Add(prometheus, Addresses.DockerHost(scene.Spec.Cluster, host), "metrics", new FlowPort(source.Port));
                }
            }
        }
    }

    private static void AddStack(FlowScene scene, PodsEnd prometheus)
    {
        var api = new FlowPort(Addresses.ApiPort);
        var alertmanager = AlertmanagerEndpoint.PodsIn(prometheus.Namespace);
        var state = PodsEnd.Named(prometheus.Namespace, "kube-state-metrics");
        var controller = PodsEnd.Of(prometheus.Namespace, "prometheus-operator", PodLabels.One("app", "kube-prometheus-stack-operator"));
        scene.Add(prometheus, scene.ApiServer, "finds what to fetch", api);
        scene.Add(prometheus, alertmanager, "alerts", new FlowPort(AlertmanagerEndpoint.Port));
        scene.Add(prometheus, alertmanager, "metrics", new FlowPort(AlertmanagerEndpoint.Port), new FlowPort(ReloaderPort));
        scene.Add(prometheus, state, "metrics", new FlowPort(8080));
        scene.Add(prometheus, controller, "metrics", new FlowPort(OperatorPort));
        scene.Add(state, scene.ApiServer, "reads objects", api);
        scene.Add(controller, scene.ApiServer, "reads objects", api);
        scene.Add(scene.NodesAsSource, controller, "admission questions of the API server", new FlowPort(OperatorPort));
        AddJobs(scene, prometheus.Namespace, api);
        AddReceivers(scene, alertmanager);
    }

    /// <summary>The jobs before an install or upgrade: definitions of kinds, and a certificate unless cert-manager has it.</summary>
    private static void AddJobs(FlowScene scene, string @namespace, FlowPort api)
    {
        scene.Add(PodsEnd.Named(@namespace, PrometheusValues.UpgradeJob), scene.ApiServer, "updates definitions of kinds", api);
        if (!PrometheusValues.HasCertManager(scene.Spec))
        {
            foreach (var job in (string[])["admission-create", "admission-patch"])
            {
                var pods = PodsEnd.Of(@namespace, $"prometheus-{job}", PodLabels.One("app", $"kube-prometheus-stack-{job}"));
                scene.Add(pods, scene.ApiServer, "stores a certificate", api);
            }
        }
    }

    private static void AddReceivers(FlowScene scene, PodsEnd alertmanager)
    {
        var alerting = scene.Spec.Observability.Alerting;
        if (alerting.Heartbeat is not null || alerting.Receivers.Any(receiver => receiver.Kind != AlertReceiverKind.Email))
        {
            scene.Add(alertmanager, scene.Internet, "alerts", new FlowPort(443));
        }

        foreach (var receiver in alerting.Receivers)
        {
            if (receiver is { Kind: AlertReceiverKind.Email, Mail: { } mail })
            {
                scene.Add(alertmanager, scene.Internet, "alerts", new FlowPort(mail.Port));
            }
        }
    }

    private static void AddNodes(FlowScene scene, PodsEnd prometheus)
    {
        // The kubelet and the API server.
        var ports = new List<FlowPort> { new(10250), new(Addresses.ApiPort) };
        foreach (var port in scene.NodeMetrics)
        {
            ports.Add(new(port));
        }

        if (scene.Spec.Cluster.K3s.EtcdExposeMetrics)
        {
            ports.Add(new(PrometheusValues.EtcdPort));
        }

        scene.Add(prometheus, Addresses.NodesAsTarget(scene.Spec.Cluster), "metrics", ports);
    }
}
