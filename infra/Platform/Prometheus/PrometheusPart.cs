using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Naming;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>
/// Prometheus as a part, with Alertmanager, kube-state-metrics and the operator. Nothing builds it yet; its connections are described,
/// for the network policies of the namespaces that it reaches.
/// </summary>
public sealed class PrometheusPart : PlatformPart
{
    private const int AlertsPort = 9093;
    private const int OperatorPort = 10250;

    /// <inheritdoc/>
    public override string Name => PartNames.Prometheus;

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && PodsOf(system) is not null;

    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        var observability = context.Spec.Observability;
        if (observability is not { Prometheus: null, Loki: null, Grafana: null })
        {
            context.Resolve(observability, "namespace", "namespace", observability.Namespace, context.Spec.Namespaces);
        }
    }

    /// <summary>The node exporter's port, also where the node exporter is not installed yet.</summary>
    /// <inheritdoc/>
    public override NodeRequests NodeRequests(SystemSpec system) => new() { MetricsPorts = [HostFirewall.NodeExporterPort] };

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => ClusterAlerts.Of(system);

    /// <summary>Prometheus's pods; null where it does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    public static PodsEnd? PodsOf(SystemSpec system) =>
        system.Observability is { Prometheus.RunsOn: Placement.K3s or Placement.Both, Namespace: var @namespace }
        ? PodsEnd.Named(@namespace, "prometheus")
        : null;

    /// <summary>Adds the flow of a client that queries Prometheus and Alertmanager.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="client">The client.</param>
    public static void AddClient(FlowScene scene, PodsEnd client)
    {
        if (PodsOf(scene.Spec) is { } prometheus)
        {
            scene.Add(client, prometheus, "queries", new FlowPort(PrometheusEndpoint.Port));
            scene.Add(client, Alertmanager(prometheus.Namespace), "queries", new FlowPort(AlertsPort));
        }
    }

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
        }
    }

    private static void AddStack(FlowScene scene, PodsEnd prometheus)
    {
        var api = new FlowPort(Addresses.ApiPort);
        var alertmanager = Alertmanager(prometheus.Namespace);
        var state = PodsEnd.Named(prometheus.Namespace, "kube-state-metrics");
        var controller = PodsEnd.Of(prometheus.Namespace, "prometheus-operator", PodLabels.One("app", "kube-prometheus-stack-operator"));
        scene.Add(prometheus, scene.ApiServer, "finds what to fetch", api);
        scene.Add(prometheus, alertmanager, "alerts", new FlowPort(AlertsPort));
        scene.Add(prometheus, state, "metrics", new FlowPort(8080));
        scene.Add(prometheus, controller, "metrics", new FlowPort(OperatorPort));
        scene.Add(state, scene.ApiServer, "reads objects", api);
        scene.Add(controller, scene.ApiServer, "reads objects", api);
        scene.Add(scene.NodesAsSource, controller, "admission questions of the API server", new FlowPort(OperatorPort));
        if (scene.Spec.Observability.Alerting is not { Receivers: [], Heartbeat: null })
        {
            scene.Add(alertmanager, scene.Internet, "alerts", new FlowPort(443));
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
            ports.Add(new(2381));
        }

        scene.Add(prometheus, Addresses.NodesAsTarget(scene.Spec.Cluster), "metrics", ports);
    }

    private static PodsEnd Alertmanager(string @namespace) => PodsEnd.Named(@namespace, "alertmanager");
}
