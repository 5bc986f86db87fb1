using Infra.Charts;

namespace Infra.Platform;

/// <summary>Pinned version of <see cref="Alloy"/>.</summary>
public static class AlloyVersions
{
    /// <summary>The chart, with Alloy 1.18.1 (6 August 2026).</summary>
    public static Chart Chart { get; } = new("alloy", "https://grafana.github.io/helm-charts", "1.11.1");

    /// <summary>The image on Docker hosts, of the same version as in the chart.</summary>
    public const string Image = "docker.io/grafana/alloy:v1.18.1";
}
