using Infra.Charts;

namespace Infra.Platform;

/// <summary>Pinned versions of <see cref="Prometheus"/>.</summary>
public static class PrometheusVersions
{
    /// <summary>
    /// The chart of Prometheus's operator, with Prometheus, Alertmanager, kube-state-metrics 8.4.0 and the node exporter 4.56.1.
    /// </summary>
    public static Chart Chart { get; } =
        new("kube-prometheus-stack", "https://prometheus-community.github.io/helm-charts", "88.5.3");

    /// <summary>Tag of the image that unpacks the definitions of kinds before an upgrade; the chart's default is <c>latest</c>.</summary>
    public const string Busybox = "1.37.0";
}
