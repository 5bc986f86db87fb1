using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Databases;

/// <summary>Requests and limits of the pods that the operator runs beside the members of a MySQL cluster.</summary>
internal static class MySqlPods
{
    /// <summary>A proxy.</summary>
    public static readonly ResourcesSpec Proxy = ResourcesSpec.Of("50m", "64Mi", "250m", "256Mi");

    /// <summary>The container beside a proxy that follows the members.</summary>
    public static readonly ResourcesSpec Monitor = ResourcesSpec.Of("25m", "32Mi", "100m", "64Mi");

    /// <summary>The container beside a member that serves its metrics.</summary>
    public static readonly ResourcesSpec Exporter = ResourcesSpec.Of("10m", "32Mi", "100m", "128Mi");

    /// <summary>The pod that uploads binary logs.</summary>
    public static readonly ResourcesSpec Uploader = ResourcesSpec.Of("25m", "64Mi", "200m", "256Mi");

    /// <summary>A job that makes a backup.</summary>
    public static readonly ResourcesSpec Backup = ResourcesSpec.Of("100m", "128Mi", "500m", "512Mi");

    /// <summary>The requests beside the members of a cluster.</summary>
    /// <param name="server">The cluster.</param>
    public static IReadOnlyList<PodsRequest> Of(MySqlSpec server)
    {
        var requests = new List<PodsRequest>
        {
            new($"{server.Name}-haproxy", MySql.Proxies(server), Amount.RequestedBy(Proxy) + Amount.RequestedBy(Monitor))
            {
                NodeLabels = server.NodeLabels,
                Apart = ((IDatabaseServerSpec)server).SpreadRequired,
            },
        };
        if (server.Archive is not null)
        {
            requests.Add(new($"{server.Name}-pitr", 1, Amount.RequestedBy(Uploader)));
        }

        return requests;
    }
}
