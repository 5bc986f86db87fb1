using Infra.Model;
using Infra.Parts;

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

    /// <summary>The releases of k3s that bring one of these charts; others read other values.</summary>
    public static SupportedKubernetes Kubernetes { get; } = new("Traefik's values", 34, 36);

    /// <summary>
    /// Whether the Traefik of a k3s release leaves the files of HTTP-01 challenges out of the redirection to HTTPS: since Traefik 3.6.10
    /// (traefik#12740).
    /// </summary>
    /// <param name="k3s">The release of k3s.</param>
    public static bool RedirectSparesChallenges(K3sVersion k3s) => k3s.Includes((34, 6), (35, 3));

    /// <summary>
    /// The reaction of k3s's Helm job to a failed or interrupted release, by what the release of k3s knows: <c>retry</c> upgrades it again
    /// (helm-controller 0.17.6, k3s#14442 to #14444). Before, the choice is <c>abort</c>, which leaves it broken until an operator deletes
    /// Helm's secret, or <c>reinstall</c>, which repairs it without an ingress for the time of an install.
    /// </summary>
    /// <param name="k3s">The release of k3s.</param>
    public static string FailurePolicy(K3sVersion k3s) => k3s.Includes((34, 10), (35, 7), (36, 3)) ? "retry" : "reinstall";
}
