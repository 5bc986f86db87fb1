using Infra.Charts;

namespace Infra.Platform;

/// <summary>
/// Pinned version of <see cref="Loki"/>. The chart of Grafana's own repository installs a commercial product since its version 7.
/// </summary>
public static class LokiVersions
{
    /// <summary>The chart, with Loki 3.7.6 (20 August 2026).</summary>
    public static Chart Chart { get; } = new("loki", "https://grafana-community.github.io/helm-charts", "18.11.0");
}
