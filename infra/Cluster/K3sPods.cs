using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Cluster;

/// <summary>
/// Requests of the components that k3s brings, besides Traefik. Source: <c>manifests/coredns.yaml</c> and
/// <c>manifests/metrics-server</c> of k3s; its provisioner of local volumes asks for nothing.
/// </summary>
internal static class K3sPods
{
    private static readonly Amount Each = new(0.1m, 70 * 1048576m);

    private static readonly string[] Tolerated = [TaintSpec.ControlPlane];

    /// <summary>The requests of the components that are not disabled.</summary>
    /// <param name="k3s">k3s as described.</param>
    public static IReadOnlyList<PodsRequest> Of(K3sSpec k3s)
    {
        var requests = new List<PodsRequest>();
        foreach (var name in (string[])["coredns", "metrics-server"])
        {
            if (!k3s.Disable.Contains(name))
            {
                requests.Add(new(name, 1, Each) { Tolerates = Tolerated });
            }
        }

        return requests;
    }
}
