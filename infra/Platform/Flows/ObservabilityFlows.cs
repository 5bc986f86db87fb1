using Infra.Model;
using Infra.Naming;

namespace Infra.Platform.Flows;

/// <summary>Metrics that Prometheus fetches, lines that Alloy sends, what Grafana shows, and alerts.</summary>
internal static class ObservabilityFlows
{
    /// <summary>Name of the port of an app that Prometheus fetches metrics from.</summary>
    public const string MetricsPort = "metrics";

    private const int PostgresMetrics = 9187;
    private const int PoolerMetrics = 9127;
    private static readonly FlowPort s_https = new(443);
    private static readonly FlowPort s_api = new(Addresses.ApiPort);

    /// <summary>Adds the flows.</summary>
    public static void AddTo(FlowScene scene)
    {
        var watch = scene.Spec.Observability;
        var space = watch.Namespace;
        var prometheus = watch.Prometheus is { RunsOn: Placement.K3s or Placement.Both } ? PlatformPods.Named(space, "prometheus") : null;
        var loki = watch.Loki is { RunsOn: Placement.K3s or Placement.Both } ? PlatformPods.Named(space, "loki") : null;
        if (prometheus is not null)
        {
            AddPrometheus(scene, prometheus);
            AddTargets(scene, prometheus);
            AddPlatformTargets(scene, prometheus);
        }

        if (watch.Alloy is { RunsOn: Placement.K3s or Placement.Both } agent)
        {
            AddAlloy(scene, PlatformPods.Named(space, "alloy"), agent, loki);
        }

        if (watch.Grafana is { RunsOn: Placement.K3s or Placement.Both } panes)
        {
            AddGrafana(scene, PlatformPods.Named(space, "grafana"), panes, prometheus, loki);
        }

        if (loki is not null)
        {
            scene.Add(loki, loki, "parts of one chart");
        }
    }

    private static void AddPrometheus(FlowScene scene, PodsEnd prometheus)
    {
        var space = prometheus.Namespace;
        var alertmanager = PlatformPods.Named(space, "alertmanager");
        var state = PlatformPods.Named(space, "kube-state-metrics");
        var oper = PlatformPods.PrometheusOperator(space);
        scene.Add(prometheus, scene.ApiServer, "finds what to fetch", s_api);
        scene.Add(prometheus, alertmanager, "alerts", new FlowPort(9093));
        scene.Add(prometheus, state, "metrics", new FlowPort(8080));
        scene.Add(prometheus, oper, "metrics", new FlowPort(10250));
        scene.Add(state, scene.ApiServer, "reads objects", s_api);
        scene.Add(oper, scene.ApiServer, "reads objects", s_api);
        scene.Add(scene.NodesAsSource, oper, "admission questions of the API server", new FlowPort(10250));
        if (scene.Spec.Observability.Prometheus!.Receiver is not null)
        {
            scene.Add(alertmanager, scene.Internet, "alerts", s_https);
        }
    }

    private static void AddTargets(FlowScene scene, PodsEnd prometheus)
    {
        foreach (var app in scene.Spec.Apps)
        {
            foreach (var port in app.Ports)
            {
                if (port.Name == MetricsPort)
                {
                    AddIfThere(scene, prometheus, scene.Pods(app), port.Port);
                    AddIfThere(scene, prometheus, scene.Elsewhere(scene.SpaceOf(app), app.Name, PodLabels.App(app)), port.Port);
                }
            }
        }

        foreach (var server in scene.Spec.Databases.Postgres)
        {
            if (DatabasePlacement.IsOnCluster(scene.Spec, server.Name))
            {
                AddIfThere(scene, prometheus, FlowScene.End(server.Namespace, server.Name, PodLabels.Postgres(server.Name)), PostgresMetrics);
                if (server.Pooler is not null)
                {
                    AddIfThere(scene, prometheus, FlowScene.End(server.Namespace, PodLabels.PoolerName(server.Name), PodLabels.Pooler(server.Name)), PoolerMetrics);
                }
            }
        }
    }

    private static void AddPlatformTargets(FlowScene scene, PodsEnd prometheus)
    {
        var spec = scene.Spec;
        var onNodes = new List<FlowPort> { new(9100), new(10250), new(Addresses.ApiPort), new(spec.Ingress.Traefik.MetricsPort) };
        if (spec.Cluster.K3s.EtcdExposeMetrics)
        {
            onNodes.Add(new(2381));
        }

        scene.Add(prometheus, Addresses.NodesAsTarget(spec.Cluster), "metrics", onNodes);
        AddIfThere(scene, prometheus, PlatformPods.Dns, 9153);
        AddIfThere(scene, prometheus, spec.Security.SealedSecrets is { } secrets ? PlatformPods.SealedSecrets(secrets.Namespace) : null, 8081);
        AddIfThere(scene, prometheus, spec.Ingress.Tls.Mode == TlsMode.CertManager ? PlatformPods.CertManager : null, 9402);
        AddIfThere(scene, prometheus, spec.Storage.Longhorn is null ? null : PlatformPods.LonghornManager, 9500);
        AddIfThere(scene, prometheus, spec.Backup.Velero is { } velero ? PlatformPods.Velero(velero.Namespace) : null, 8085);
        AddIfThere(scene, prometheus, spec.Databases.Postgres.Count == 0 ? null : PlatformPods.PostgresOperator, 8080);
    }

    private static void AddIfThere(FlowScene scene, PodsEnd prometheus, PodsEnd? target, int port)
    {
        if (target is not null)
        {
            scene.Add(prometheus, target, "metrics", new FlowPort(port));
        }
    }

    private static void AddAlloy(FlowScene scene, PodsEnd alloy, AlloySpec spec, PodsEnd? loki)
    {
        if (spec.Pods)
        {
            scene.Add(alloy, scene.ApiServer, "finds pods", s_api);
        }

        if (spec.PushUrl is { } url)
        {
            scene.Add(alloy, Outside(scene), "log lines", new FlowPort(PortOf(url)));
        }
        else if (loki is not null)
        {
            scene.Add(alloy, loki, "log lines", new FlowPort(3100), new FlowPort(8080));
        }
    }

    private static void AddGrafana(FlowScene scene, PodsEnd grafana, GrafanaSpec spec, PodsEnd? prometheus, PodsEnd? loki)
    {
        scene.Add(grafana, scene.ApiServer, "finds dashboards", s_api);
        if (prometheus is not null)
        {
            scene.Add(grafana, prometheus, "queries", new FlowPort(9090));
            scene.Add(grafana, PlatformPods.Named(grafana.Namespace, "alertmanager"), "queries", new FlowPort(9093));
        }

        if (loki is not null)
        {
            scene.Add(grafana, loki, "queries", new FlowPort(3100), new FlowPort(8080));
        }

        if (spec.Plugins.Count > 0)
        {
            scene.Add(grafana, scene.Internet, "plugins", s_https);
        }
    }

    // The store is named by a name, and a policy knows none.
    private static AddressesEnd Outside(FlowScene scene) => Addresses.Outside(scene.Spec.Cluster, "log-store");

    private static int PortOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var slash = url.IndexOf('/', start);
        var host = slash < 0 ? url[start..] : url[start..slash];
        var colon = host.LastIndexOf(':');
        return colon >= 0 && int.TryParse(host.AsSpan(colon + 1), out var port) ? port : url.StartsWith("https", StringComparison.Ordinal) ? 443 : 80;
    }
}
