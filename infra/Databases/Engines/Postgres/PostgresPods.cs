using Infra.Model;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>Names and labels of the pods of a PostgreSQL cluster, as CloudNativePG sets them.</summary>
public static class PostgresPods
{
    /// <summary>CloudNativePG's label of everything that belongs to a cluster.</summary>
    public const string ClusterLabel = "cnpg.io/cluster";

    /// <summary>Requests and limits of the container that archives an instance.</summary>
    internal static readonly ResourcesSpec Archiver = ResourcesSpec.Of("50m", "128Mi", "500m", "512Mi");

    private const string PoolerLabel = "cnpg.io/poolerName";

    /// <summary>Labels of a cluster's instances and of the jobs that create them.</summary>
    /// <param name="server">Name of the cluster.</param>
    public static IReadOnlyDictionary<string, string> Instances(string server) => PodLabels.One(ClusterLabel, server);

    /// <summary>Labels of a cluster's primary (https://cloudnative-pg.io/documentation/1.30/labels_annotations/).</summary>
    /// <param name="server">Name of the cluster.</param>
    public static IReadOnlyDictionary<string, string> Primary(string server) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [ClusterLabel] = server,
        ["cnpg.io/instanceRole"] = "primary",
    };

    /// <summary>Labels of the pods of a cluster's pooler.</summary>
    /// <param name="server">Name of the cluster.</param>
    public static IReadOnlyDictionary<string, string> Pooler(string server) => PodLabels.One(PoolerLabel, PoolerName(server));

    /// <summary>Name of a cluster's pooler; no other cluster of the namespace may have it.</summary>
    /// <param name="server">Name of the cluster.</param>
    public static string PoolerName(string server) => PhysicalName.Kubernetes(server, "pooler");
}
