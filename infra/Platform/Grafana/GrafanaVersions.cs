using Infra.Charts;

namespace Infra.Platform;

/// <summary>Pinned chart of <see cref="Grafana"/>.</summary>
public static class GrafanaVersions
{
    /// <summary>The chart, with Grafana 13.2.0 and the sidecar that reads dashboards.</summary>
    public static Chart Chart { get; } = new("grafana", "https://grafana-community.github.io/helm-charts", "12.11.1");
}
