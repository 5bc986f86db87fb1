namespace Infra.Tests.Schemas;

/// <summary>
/// The Traefik charts that k3s 1.34 to 1.36 bring: 39.0.7 until mid 2026, 40.1.x since (k3s-io/k3s-charts). An upgrade of k3s within its
/// minor version changes from one to the other, so what is said to Traefik must fit both. k3s strips the charts' schemas: these are the
/// upstream ones of the same versions.
/// </summary>
internal static class BundledTraefik
{
    /// <summary>The upstream versions.</summary>
    public static string[] Charts { get; } = ["39.0.7", "40.1.0"];
}
