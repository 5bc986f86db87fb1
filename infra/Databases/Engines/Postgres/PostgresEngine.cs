using Infra.Charts;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Monitoring;
using Infra.Parts;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>PostgreSQL, run by CloudNativePG.</summary>
public sealed class PostgresEngine : DatabaseEngine<PostgresSpec>
{
    /// <summary>Port on which instances report their state to the operator.</summary>
    private const int StatusPort = 8000;

    private const int InstanceMetricsPort = 9187;
    private const int PoolerMetricsPort = 9127;
    private const int OperatorMetricsPort = 8080;

    private static readonly string[] Groups = ["postgresql.cnpg.io"];
    private static readonly string[] Kinds = ["clusters", "backups", "scheduledbackups", "poolers", "databases", "databaseroles"];
    private static readonly string[] ArchiveGroups = ["barmancloud.cnpg.io"];
    private static readonly string[] ArchiveKinds = ["objectstores"];

    /// <inheritdoc/>
    public override string Name => "postgres";

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => PostgresAlerts.Of(system);

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
        [new(CloudNativePg.Namespace, "CloudNativePG")];

    /// <inheritdoc/>
    public override GateTools GateTools { get; } = new("postgres", "databases/gate-postgres", FailsOver: true);

    /// <inheritdoc/>
    public override int Port => 5432;

    /// <inheritdoc/>
    public override SupportedKubernetes? KubernetesRange(SystemSpec system) =>
        DatabasePlacement.Made(system, system.Databases.Postgres).Count > 0 ? CloudNativePgVersions.Kubernetes : null;

    /// <inheritdoc/>
    public override IReadOnlyList<ObjectKind> ObjectKinds => PostgresKinds.All;

    /// <inheritdoc/>
    public override DumpTools DumpTools { get; } = new("postgres", "postgres-dump.sh");

    /// <inheritdoc/>
    public override string MoveScript => "databases/move-postgres";

    /// <inheritdoc/>
    public override IReadOnlyList<string> MoveLibraries { get; } = ["databases/postgres-dump"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> KindsNotBackedUp { get; } =
    [
        "clusters.postgresql.cnpg.io", "backups.postgresql.cnpg.io", "scheduledbackups.postgresql.cnpg.io", "poolers.postgresql.cnpg.io",
        "databases.postgresql.cnpg.io", "databaseroles.postgresql.cnpg.io",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<LabelExclusion> LabelsNotBackedUp { get; } = [new(PostgresPods.ClusterLabel, null)];

    private static PodsEnd PluginPods { get; } = PodsEnd.Named(CloudNativePg.Namespace, "plugin-barman-cloud");

    private static PodsEnd OperatorPods { get; } = PodsEnd.Named(CloudNativePg.Namespace, "cloudnative-pg");

    /// <inheritdoc/>
    protected override IReadOnlyList<PostgresSpec> Described(DatabasesSpec databases) => databases.Postgres;

    /// <inheritdoc/>
    protected override DatabaseEndpoint Endpoint(SystemSpec system, PostgresSpec server, ServerDatabase database)
    {
        var primary = DatabaseEndpoint.HostOf($"{server.Name}-rw", server.Namespace);
        return new()
        {
            Database = database,
            Namespace = server.Namespace,
            Scheme = "postgres",
            Host = primary,
            PooledHost = server.Pooler is null ? primary : DatabaseEndpoint.HostOf(PostgresPods.PoolerName(server.Name), server.Namespace),
            Port = Port,
            Name = database.Name,
            UrlUser = database.User,
            // CloudNativePG sets a changed password only when it watches the secret.
            SecretLabels = new Dictionary<string, string>(StringComparer.Ordinal) { ["cnpg.io/reload"] = "true" },
        };
    }

    /// <inheritdoc/>
    protected override PodsEnd ClientPods(SystemSpec system, PostgresSpec server, bool pooled) =>
        pooled && server.Pooler is not null ? Pooler(server) : Instances(server);

    /// <summary>The primary, whose label the operator moves with its role.</summary>
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> WriterPods(SystemSpec system, IDatabaseServerSpec server) =>
        PostgresPods.Primary(server.Name);

    /// <inheritdoc/>
    protected override IReadOnlyList<Resource> CreateOperator(StackContext context, IReadOnlyList<PostgresSpec> servers, MadeParts made) =>
        new CloudNativePg("cloudnative-pg", new()
        {
            Archives = servers.Any(server => server.Archive is not null),
            Certificates = made.Ready(PartNames.CertManager),
        }, context).Ready;

    /// <inheritdoc/>
    protected override Resource CreateServer(
        StackContext context, PostgresSpec server, CoreV1.Namespace home, IReadOnlyList<Resource> after) =>
        new Postgres($"postgres-{server.Name}", new()
        {
            Server = server,
            Volume = VolumeOf(context.System, server.Volume),
            Namespace = home,
            After = after,
        }, context).Server;

    /// <inheritdoc/>
    protected override IReadOnlyList<MadeDatabase> CreateDatabases(
        StackContext context,
        PostgresSpec server,
        IReadOnlyList<DatabaseEndpoint> databases,
        IReadOnlyList<Resource> after,
        MadeParts made) =>
        new PostgresDatabases($"postgres-{server.Name}-databases", new()
        {
            Server = server,
            Databases = databases,
            After = after,
        }, context).Databases;

    /// <inheritdoc/>
    protected override Amount SidecarsOf(SystemSpec system, IDatabaseServerSpec server) =>
        server.Archive is null ? default : Amount.RequestedBy(PostgresPods.Archiver);

    /// <inheritdoc/>
    protected override IReadOnlyList<PodsRequest> OperatorRequests(SystemSpec system)
    {
        var controller = ChartPods.Of("cloudnative-pg", CloudNativePgValues.Operator(system.Cluster.Nodes));
        return Charts(system).Contains(CloudNativePgVersions.BarmanCloud)
            ? [controller, ChartPods.Of("plugin-barman-cloud", CloudNativePgValues.BarmanCloud())]
            : [controller];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system)
    {
        var servers = DatabasePlacement.Made(system, system.Databases.Postgres);
        return servers.Count == 0 ? []
            : servers.Any(server => server.Archive is not null) ? [CloudNativePgVersions.Operator, CloudNativePgVersions.BarmanCloud]
            : [CloudNativePgVersions.Operator];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<RoleRule> RoleRules(SystemSpec system, AccessLevel level) => level switch
    {
        _ when !RunsIn(system) => [],
        AccessLevel.Viewer => [new(Groups, Kinds, RoleRule.Read), new(ArchiveGroups, ArchiveKinds, RoleRule.Read)],
        AccessLevel.Admin => [new(Groups, Kinds, RoleRule.Write), new(ArchiveGroups, ArchiveKinds, RoleRule.Write)],
        _ => [],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) =>
        PostgresDashboards.Of(system.Databases.Postgres.Any(server => server.Archive is not null));

    /// <inheritdoc/>
    protected override MetricsEndpoint OperatorMetrics { get; } = new(OperatorPods, OperatorMetricsPort);

    /// <summary>The instances, with the metrics of the archive, which the plugin adds to theirs, and the poolers.</summary>
    /// <inheritdoc/>
    protected override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene, PostgresSpec server) => server.Pooler is null
        ? [new(Instances(server), InstanceMetricsPort)]
        : [new(Instances(server), InstanceMetricsPort), new(Pooler(server), PoolerMetricsPort)];

    /// <summary>The plugin of the archive, whose metrics the instances serve.</summary>
    /// <inheritdoc/>
    protected override IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene, PostgresSpec server) => server.Archive is null
        ? []
        : [new(PluginPods, $"{Flows.PodsWithoutMetrics.ByTheCluster}; the instances: the age of their backups")];

    /// <inheritdoc/>
    protected override void AddFlows(FlowScene scene, PostgresSpec server)
    {
        var instances = Instances(server);
        var port = new FlowPort(Port);
        scene.Add(instances, instances, "replication");
        scene.Add(OperatorPods, instances, "operator", port, new FlowPort(StatusPort));
        scene.Add(instances, scene.ApiServer, "its own state", new FlowPort(Addresses.ApiPort));
        if (server.Archive is { } archive)
        {
            scene.AddBucket(instances, archive.Location, "archive");
        }
        else if (server.RecoverFrom is not null)
        {
            scene.Add(instances, scene.Internet, "recovery", new FlowPort(443));
        }

        if (server.Pooler is not null)
        {
            var pooler = Pooler(server);
            scene.Add(pooler, instances, "pooled connections", port);
            scene.Add(pooler, scene.ApiServer, "its own state", new FlowPort(Addresses.ApiPort));
        }
    }

    private static PodsEnd Instances(PostgresSpec server) => PodsEnd.Of(server.Namespace, server.Name, PostgresPods.Instances(server.Name));

    private static PodsEnd Pooler(PostgresSpec server) =>
        PodsEnd.Of(server.Namespace, PostgresPods.PoolerName(server.Name), PostgresPods.Pooler(server.Name));
}
