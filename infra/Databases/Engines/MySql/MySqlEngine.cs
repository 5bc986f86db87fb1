using Infra.Charts;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Monitoring;
using Infra.Naming;
using Infra.Parts;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>MySQL, run by the Percona Operator for XtraDB Cluster.</summary>
public sealed class MySqlEngine : DatabaseEngine<MySqlSpec>
{
    private const int OperatorMetricsPort = 8080;

    private static readonly string[] Groups = ["pxc.percona.com"];
    private static readonly string[] Kinds =
        ["perconaxtradbclusters", "perconaxtradbclusterbackups", "perconaxtradbclusterrestores"];

    /// <inheritdoc/>
    public override string Name => "mysql";

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => MySqlAlerts.Of(system);

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
        [new(MySqlOperator.Namespace, "the operator of MySQL")];

    /// <inheritdoc/>
    public override GateTools GateTools { get; } = new("mysql", "databases/gate-mysql", FailsOver: true);

    /// <inheritdoc/>
    public override int Port => 3306;

    /// <inheritdoc/>
    public override SupportedKubernetes? KubernetesRange(SystemSpec system) =>
        DatabasePlacement.Made(system, system.Databases.Mysql).Count > 0 ? MySqlVersions.Kubernetes : null;

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectKind> ObjectKinds => MySqlKinds.All;

    /// <inheritdoc/>
    public override DumpTools DumpTools { get; } = new("mysql", "mysql-dump.sh");

    /// <inheritdoc/>
    public override string MoveScript => "databases/move-mysql";

    /// <inheritdoc/>
    public override IReadOnlyList<string> KindsNotBackedUp { get; } =
    [
        "perconaxtradbclusters.pxc.percona.com", "perconaxtradbclusterbackups.pxc.percona.com",
        "perconaxtradbclusterrestores.pxc.percona.com",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<LabelExclusion> LabelsNotBackedUp { get; } =
        [new("app.kubernetes.io/managed-by", "percona-xtradb-cluster-operator")];

    private static PodsEnd OperatorPods { get; } = PodsEnd.Named(MySqlOperator.Namespace, MySqlOperator.Release);

    /// <summary>Labels of the pods of a cluster: its members, its proxies, and the jobs that back it up.</summary>
    /// <param name="server">Name of the cluster.</param>
    public static IReadOnlyDictionary<string, string> Pods(string server) => PodLabels.One(PodLabels.Instance, server);

    /// <inheritdoc/>
    protected override IReadOnlyList<MySqlSpec> Described(DatabasesSpec databases) => databases.Mysql;

    /// <summary>The proxies, which lead every connection to the member that accepts writes.</summary>
    protected override DatabaseEndpoint Endpoint(SystemSpec system, MySqlSpec server, ServerDatabase database) => new()
    {
        Database = database,
        Namespace = server.Namespace,
        Scheme = "mysql",
        Host = DatabaseEndpoint.HostOf($"{server.Name}-haproxy", server.Namespace),
        Port = Port,
        Name = database.Name,
        UrlUser = database.User,
    };

    /// <inheritdoc/>
    protected override PodsEnd ClientPods(SystemSpec system, MySqlSpec server, bool pooled) => PodsOf(server);

    /// <summary>The proxies, which lead every connection to the member that accepts writes.</summary>
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> WriterPods(SystemSpec system, IDatabaseServerSpec server) =>
        new Dictionary<string, string>(Pods(server.Name), StringComparer.Ordinal) { ["app.kubernetes.io/component"] = "haproxy" };

    /// <inheritdoc/>
    protected override IReadOnlyList<Resource> CreateOperator(StackContext context, IReadOnlyList<MySqlSpec> servers, MadeParts made)
    {
        string[] namespaces = [.. servers.Select(server => server.Namespace).Distinct(StringComparer.Ordinal)];
        var controller = new MySqlOperator("mysql-operator", new() { Watched = namespaces }, context);
        return [controller.Ready, .. made.Ready(PartNames.CertManager)];
    }

    /// <inheritdoc/>
    protected override Resource CreateServer(
        StackContext context, MySqlSpec server, CoreV1.Namespace home, IReadOnlyList<Resource> after) =>
        new MySql($"mysql-{server.Name}", new()
        {
            Server = server,
            Watched = context.System.Observability.WatchesCluster(),
            Volume = VolumeOf(context.System, server.Volume),
            Namespace = home,
            After = after,
        }, context).Cluster;

    /// <inheritdoc/>
    protected override IReadOnlyList<MadeDatabase> CreateDatabases(
        StackContext context, MySqlSpec server, IReadOnlyList<DatabaseEndpoint> databases, IReadOnlyList<Resource> after, MadeParts made) =>
        new MySqlDatabases($"mysql-{server.Name}-databases", new()
        {
            Server = server,
            Databases = databases,
            After = after,
        }, context).Databases;

    /// <inheritdoc/>
    protected override IReadOnlyList<PodsRequest> Beside(IDatabaseServerSpec server) => MySqlPods.Of((MySqlSpec)server);

    /// <inheritdoc/>
    protected override Amount SidecarsOf(SystemSpec system, IDatabaseServerSpec server) =>
        system.Observability.WatchesCluster() ? Amount.RequestedBy(MySqlPods.Exporter) : default;

    /// <inheritdoc/>
    protected override MetricsEndpoint OperatorMetrics { get; } = new(OperatorPods, OperatorMetricsPort);

    /// <inheritdoc/>
    protected override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene, MySqlSpec server) =>
        [new(MySqlExporter.Members(server), MySqlExporter.Port)];

    /// <summary>The proxies and the pod that uploads binary logs.</summary>
    /// <inheritdoc/>
    protected override IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene, MySqlSpec server) =>
        [new(PodsOf(server), $"{Flows.PodsWithoutMetrics.ByTheCluster}; the members: their connections")];

    /// <inheritdoc/>
    protected override IReadOnlyList<PodsRequest> OperatorRequests(SystemSpec system) =>
        [ChartPods.Of(MySqlOperator.Release, MySqlOperator.ValuesFor([]))];

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [MySqlDashboard.Of()];

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) =>
        DatabasePlacement.Made(system, system.Databases.Mysql).Count > 0 ? [MySqlVersions.Operator] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<RoleRule> RoleRules(SystemSpec system, AccessLevel level) => level switch
    {
        _ when !RunsIn(system) => [],
        AccessLevel.Viewer => [new(Groups, Kinds, RoleRule.Read)],
        AccessLevel.Admin => [new(Groups, Kinds, RoleRule.Write)],
        _ => [],
    };

    /// <inheritdoc/>
    protected override void AddFlows(FlowScene scene, MySqlSpec server)
    {
        var pods = PodsOf(server);
        scene.Add(pods, pods, "replication, proxies and backups");
        scene.Add(OperatorPods, pods, "operator");
        if (server.Archive is { } archive)
        {
            scene.AddBucket(pods, archive.Location, "backups");
            // The operator looks into the bucket before a restore and deletes its cache of binary logs there.
            scene.AddBucket(OperatorPods, archive.Location, "backups");
        }
    }

    private static PodsEnd PodsOf(MySqlSpec server) => PodsEnd.Of(server.Namespace, server.Name, Pods(server.Name));
}
