using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Monitoring;
using Infra.Parts;
using Pulumi;

namespace Infra.Databases;

/// <summary>Redis. Each instance is a single database, without an operator.</summary>
public sealed class RedisEngine : DatabaseEngine<RedisSpec>
{
    /// <summary>Port of an instance.</summary>
    internal const int ServerPort = 6379;

    /// <inheritdoc/>
    public override string Name => "redis";

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => RedisAlerts.Of(system);

    /// <inheritdoc/>
    public override GateTools GateTools { get; } = new("redis", "databases/gate-redis", FailsOver: false);

    /// <inheritdoc/>
    public override int Port => ServerPort;

    /// <inheritdoc/>
    protected override IReadOnlyList<RedisSpec> Described(DatabasesSpec databases) => databases.Redis;

    /// <inheritdoc/>
    protected override DatabaseEndpoint Endpoint(SystemSpec system, RedisSpec server, ServerDatabase database)
    {
        var @namespace = DatabasePlacement.NamespaceOf(system, server);
        return new()
        {
            Database = database,
            Namespace = @namespace,
            Scheme = "redis",
            Host = DatabaseEndpoint.HostOf(server.Name, @namespace),
            Port = Port,
            Name = "0",
            // Clients of Redis before 6 know no user.
            UrlUser = "",
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [RedisDashboard.Of()];

    /// <inheritdoc/>
    protected override PodsEnd ClientPods(SystemSpec system, RedisSpec server, bool pooled) =>
        PodsEnd.Named(DatabasePlacement.NamespaceOf(system, server), server.Name);

    /// <inheritdoc/>
    protected override Amount SidecarsOf(SystemSpec system, IDatabaseServerSpec server) =>
        system.Observability.WatchesCluster() ? Amount.RequestedBy(RedisExporter.Resources) : default;

    /// <inheritdoc/>
    protected override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene, RedisSpec server) =>
        [new(ClientPods(scene.Spec, server, pooled: false), RedisExporter.Port)];

    /// <inheritdoc/>
    protected override IReadOnlyList<MadeDatabase> CreateDatabases(
        StackContext context, RedisSpec server, IReadOnlyList<DatabaseEndpoint> databases, IReadOnlyList<Resource> after, MadeParts made)
    {
        var endpoint = databases[0];
        var instance = new Redis($"redis-{server.Name}", new()
        {
            Server = server,
            Volume = server.Volume is { } name ? VolumeOf(context.System, name) : null,
            Watched = context.System.Observability.WatchesCluster(),
            Endpoint = endpoint,
            Namespace = made.Namespaces[endpoint.Namespace],
            After = Before(context.System, made, server),
        }, context);
        return [new(endpoint, instance.Password, instance.Ready)];
    }
}
