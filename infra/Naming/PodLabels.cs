using Infra.Model;

namespace Infra.Naming;

/// <summary>
/// By which labels pods are selected: the one table. What the program makes itself carries
/// <see cref="Labels.Name"/>; operators and charts put labels of their own on pods.
/// </summary>
public static class PodLabels
{
    /// <summary>CloudNativePG's label of everything that belongs to a cluster.</summary>
    public const string PostgresCluster = "cnpg.io/cluster";

    private const string Instance = "app.kubernetes.io/instance";
    private const string PostgresPooler = "cnpg.io/poolerName";

    /// <summary>All pods of a namespace.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>();

    /// <summary>Pods by their name label: apps, jobs, dumps, Redis, most charts.</summary>
    public static IReadOnlyDictionary<string, string> Named(string name) => One(Labels.Name, Labels.Value(name));

    /// <summary>An app's pods, of both slots. A chart's pods carry the release, which is named after the app.</summary>
    public static IReadOnlyDictionary<string, string> App(AppSpec app) =>
        app.Kind == WorkloadKind.HelmChart ? One(Instance, Labels.Value(app.Name)) : Named(app.Name);

    /// <summary>A PostgreSQL cluster's pods: its instances, and the jobs that make them.</summary>
    public static IReadOnlyDictionary<string, string> Postgres(string cluster) => One(PostgresCluster, cluster);

    /// <summary>The pods of the pooler before a PostgreSQL cluster.</summary>
    public static IReadOnlyDictionary<string, string> Pooler(string cluster) => One(PostgresPooler, PoolerName(cluster));

    /// <summary>Name of the pooler before a PostgreSQL cluster; no cluster of the namespace may have it.</summary>
    public static string PoolerName(string cluster) => PhysicalName.Kubernetes(cluster, "pooler");

    /// <summary>A MySQL cluster's pods: its members, its proxies, and the jobs that back it up.</summary>
    public static IReadOnlyDictionary<string, string> MySql(string cluster) => One(Instance, cluster);

    /// <summary>One label.</summary>
    internal static IReadOnlyDictionary<string, string> One(string key, string value) => new Dictionary<string, string> { [key] = value };
}
