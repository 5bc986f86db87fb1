namespace Infra.Model;

/// <summary>Metrics, logs, dashboards and alerts.</summary>
public sealed record ObservabilitySpec
{
    /// <summary>Namespace of the components. Defaults to <c>infra</c> (source: 001).</summary>
    [ObjectName]
    public string Namespace { get; init; } = "infra";

    /// <summary>
    /// Namespace of the pods that read the nodes' file systems: Alloy and the node exporter. Pod Security admits every pod in it, so no
    /// role is bound there and nothing else runs there. Defaults to <c>host-monitoring</c>.
    /// </summary>
    [NamespaceName]
    public string HostNamespace { get; init; } = "host-monitoring";

    /// <summary>Prometheus; null (default) for none.</summary>
    public PrometheusSpec? Prometheus { get; init; }

    /// <summary>Grafana; null (default) for none.</summary>
    public GrafanaSpec? Grafana { get; init; }

    /// <summary>Loki; null (default) for none.</summary>
    public LokiSpec? Loki { get; init; }

    /// <summary>Alloy, the log agent; null (default) for none.</summary>
    public AlloySpec? Alloy { get; init; }

    /// <summary>
    /// Alerts in place of the usual ones on their signals. Defaults to the usual alert on each signal (docs/alerts.md lists them).
    /// </summary>
    public IReadOnlyList<AlertSpec> Alerts { get; init; } = [];

    /// <summary>Receivers of alerts. Defaults to none: alerts are shown, and nobody is told.</summary>
    public AlertingSpec Alerting { get; init; } = new();

    /// <summary>Names of the Docker hosts to monitor too.</summary>
    [RefersTo("Docker host", "compose.hosts")]
    public IReadOnlyList<string> ComposeHosts { get; init; } = [];

    /// <summary>Whether Prometheus runs on the cluster and fetches metrics there.</summary>
    public bool WatchesCluster() => Prometheus is { RunsOn: Placement.K3s or Placement.Both };
}
