namespace Infra.Platform;

/// <summary>
/// The Traefik charts that k3s 1.34 to 1.36 bring: 39.0.7 until mid 2026, 40.1.x since (k3s-io/k3s-charts). An upgrade of k3s within its
/// minor version changes from one to the other, so the values must fit both. k3s strips the charts' schemas: the tests check the values
/// against those of the upstream charts.
/// </summary>
public static class TraefikVersions
{
    /// <summary>The versions of the upstream charts.</summary>
    public static IReadOnlyList<string> Bundled { get; } = ["39.0.7", "40.1.0"];
}
