using Infra.Flows;
using Infra.Model;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>Connections of database servers: with clients, between members, with operators, to backups.</summary>
internal static class DatabaseFlows
{
    /// <summary>Port on which CloudNativePG's instances report their state to the operator.</summary>
    private const int PostgresStatusPort = 8000;

    private const int PostgresMetrics = 9187;
    private const int PoolerMetrics = 9127;
    private const int OperatorMetrics = 8080;

    private static PodsEnd PostgresOperatorPods { get; } = PodsEnd.Named(CloudNativePg.Space, "cloudnative-pg");

    private static PodsEnd MySqlOperatorPods { get; } = PodsEnd.Named(MySqlOperator.Namespace, MySqlOperator.Release);

    /// <summary>The endpoints that serve metrics: PostgreSQL's instances, poolers and operator.</summary>
    public static IReadOnlyList<MetricsEndpoint> Metrics(SystemSpec spec)
    {
        var endpoints = new List<MetricsEndpoint>();
        foreach (var server in spec.Databases.Postgres)
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                endpoints.Add(new(PodsEnd.Of(server.Namespace, server.Name, PodLabels.Postgres(server.Name)), PostgresMetrics));
                if (server.Pooler is not null)
                {
                    endpoints.Add(new(Pooler(server), PoolerMetrics));
                }
            }
        }

        if (spec.Databases.Postgres.Count > 0)
        {
            endpoints.Add(new(PostgresOperatorPods, OperatorMetrics));
        }

        return endpoints;
    }

    /// <summary>Adds the flows of the servers themselves.</summary>
    public static void AddTo(FlowScene scene)
    {
        var databases = scene.Spec.Databases;
        foreach (var server in databases.Postgres)
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                AddPostgres(scene, server);
            }
        }

        foreach (var server in databases.Mysql)
        {
            if (DatabasePlacement.IsOnCluster(server))
            {
                var pods = PodsEnd.Of(server.Namespace, server.Name, PodLabels.MySql(server.Name));
                scene.Add(pods, pods, "replication, proxies and backups");
                scene.Add(MySqlOperatorPods, pods, "operator");
                if (server.Archive is { } archive)
                {
                    scene.AddBucket(pods, archive.Location, "backups");
                }
            }
        }

        foreach (var dump in databases.Dumps)
        {
            if (databases.Server(dump.Server) is { } dumped && DatabasePlacement.IsOnCluster(dumped) && ServerEnd(scene, dump.Server, pooled: false) is { } server)
            {
                var pods = PodsEnd.Of(server.Pods.Namespace, dump.Name, PodLabels.Named(dump.Name));
                AddClient(scene, pods, elsewhere: null, dump.Server, pooled: false, "dump");
                scene.Add(pods, scene.Internet, "off-site dump", new FlowPort(443));
                if (dump.RestoreTest is not null)
                {
                    scene.Add(PodsEnd.Of(server.Pods.Namespace, PhysicalName.CronJob(dump.Name, "restore"), PodLabels.Named(PhysicalName.CronJob(dump.Name, "restore"))), scene.Internet, "newest dump", new FlowPort(443));
                }
            }
        }
    }

    /// <summary>Adds the flow from a client to a server, on the cluster or in Docker.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="own">The client here; null when it has no pods.</param>
    /// <param name="elsewhere">The same client in the other environments; null when there are none.</param>
    /// <param name="server">The server.</param>
    /// <param name="pooled">Through the pooler, where there is one.</param>
    /// <param name="reason">What it is for.</param>
    public static void AddClient(FlowScene scene, PodsEnd? own, PodsEnd? elsewhere, string server, bool pooled, string reason)
    {
        if (scene.Spec.Databases.Server(server) is { } described && !DatabasePlacement.IsOnCluster(described))
        {
            if (own is not null && scene.DockerOf(described.RunsOn, described.Compose) is { } docker && described.Compose!.Port is { } published)
            {
                scene.Add(own, docker, reason, new FlowPort(published));
            }

            return;
        }

        if (ServerEnd(scene, server, pooled) is not { } end)
        {
            return;
        }

        if (own is not null)
        {
            scene.Add(own, end.Pods, reason, end.Port);
        }

        // A server in the environment's own namespace is that environment's alone.
        if (elsewhere is not null && scene.Spec.IsShared(end.Pods.Namespace))
        {
            scene.Add(elsewhere, end.Pods, reason, end.Port);
        }
    }

    private static void AddPostgres(FlowScene scene, PostgresSpec server)
    {
        var pods = PodsEnd.Of(server.Namespace, server.Name, PodLabels.Postgres(server.Name));
        var port = new FlowPort(DatabaseAccess.PostgresPort);
        scene.Add(pods, pods, "replication");
        scene.Add(PostgresOperatorPods, pods, "operator", port, new FlowPort(PostgresStatusPort));
        scene.Add(pods, scene.ApiServer, "its own state", new FlowPort(Addresses.ApiPort));
        if (server.Archive is { } archive)
        {
            scene.AddBucket(pods, archive.Location, "archive");
        }
        else if (server.RecoverFrom is not null)
        {
            scene.Add(pods, scene.Internet, "recovery", new FlowPort(443));
        }

        if (server.Pooler is not null)
        {
            var pooler = Pooler(server);
            scene.Add(pooler, pods, "pooled connections", port);
            scene.Add(pooler, scene.ApiServer, "its own state", new FlowPort(Addresses.ApiPort));
        }
    }

    private static Server? ServerEnd(FlowScene scene, string name, bool pooled)
    {
        var databases = scene.Spec.Databases;
        foreach (var server in databases.Postgres)
        {
            if (server.Name == name)
            {
                return new(pooled && server.Pooler is not null ? Pooler(server) : PodsEnd.Of(server.Namespace, name, PodLabels.Postgres(name)), new(DatabaseAccess.PostgresPort));
            }
        }

        foreach (var server in databases.Mysql)
        {
            if (server.Name == name)
            {
                return new(PodsEnd.Of(server.Namespace, name, PodLabels.MySql(name)), new(DatabaseAccess.MySqlPort));
            }
        }

        foreach (var server in databases.Redis)
        {
            if (server.Name == name)
            {
                return new(PodsEnd.Of(DatabasePlacement.NamespaceOf(scene.Spec, server), name, PodLabels.Named(name)), new(DatabaseAccess.RedisPort));
            }
        }

        return null;
    }

    private static PodsEnd Pooler(PostgresSpec server) => PodsEnd.Of(server.Namespace, PodLabels.PoolerName(server.Name), PodLabels.Pooler(server.Name));

    private sealed record Server(PodsEnd Pods, FlowPort Port);
}
