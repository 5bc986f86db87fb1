namespace Infra.Tests.Schemas;

/// <summary>
/// Values of charts inside a chart that are not among the reference data, read in the templates of these charts. Every other one is an
/// error.
/// </summary>
internal static class KnownValues
{
    // https://github.com/prometheus-community/helm-charts: charts/kube-state-metrics and charts/prometheus-node-exporter.
    private static readonly HashSet<string> OfPrometheus = new(StringComparer.Ordinal)
    {
        "kube-state-metrics.collectors", "kube-state-metrics.containerSecurityContext", "kube-state-metrics.customResourceState",
        "kube-state-metrics.metricLabelsAllowlist", "kube-state-metrics.rbac", "kube-state-metrics.resources",
        "kube-state-metrics.securityContext", "kube-state-metrics.tolerations", "prometheus-node-exporter.containerSecurityContext",
        "prometheus-node-exporter.fullnameOverride", "prometheus-node-exporter.priorityClassName", "prometheus-node-exporter.resources",
        "prometheus-node-exporter.service.port", "prometheus-node-exporter.service.targetPort", "prometheus-node-exporter.tolerations",
    };

    /// <summary>Paths of the known values of a chart.</summary>
    /// <param name="chart">Name of the chart around the others.</param>
    public static IReadOnlySet<string> Of(string chart) =>
        chart == "kube-prometheus-stack" ? OfPrometheus : new HashSet<string>(StringComparer.Ordinal);
}
