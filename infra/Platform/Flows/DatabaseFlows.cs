using Infra.Model;
using Infra.Naming;

namespace Infra.Platform.Flows;

/// <summary>Database servers: their clients, their members among themselves, their operators, their backups.</summary>
internal static class DatabaseFlows
{
    private const int PostgresPort = 5432;
    private const int MySqlPort = 3306;
    private const int RedisPort = 6379;

    /// <summary>Port on which CloudNativePG's instances tell the operator how they are.</summary>
    private const int PostgresStatusPort = 8000;

    /// <summary>Adds the flows of the servers themselves.</summary>
    public static void AddTo(FlowScene scene)
    {
        var databases = scene.Spec.Databases;
        foreach (var server in databases.Postgres)
        {
            if (IsOnCluster(scene, server.Name))
            {
                AddPostgres(scene, server);
            }
        }

        foreach (var server in databases.Mysql)
        {
            if (IsOnCluster(scene, server.Name))
            {
                var pods = FlowScene.End(server.Namespace, server.Name, PodLabels.MySql(server.Name));
                scene.Add(pods, pods, "replication, proxies and backups");
                scene.Add(PlatformPods.MySqlOperator, pods, "operator");
                if (server.Archive is { } archive)
                {
                    scene.AddBucket(pods, archive.Location, "backups");
                }
            }
        }

        foreach (var dump in databases.Dumps)
        {
            if (IsOnCluster(scene, dump.Server) && ServerEnd(scene, dump.Server, pooled: false) is { } server)
            {
                var pods = FlowScene.End(server.Pods.Namespace, dump.Name, PodLabels.Named(dump.Name));
                AddClient(scene, pods, elsewhere: null, dump.Server, pooled: false, "dump");
                scene.Add(pods, scene.Internet, "off-site dump", new FlowPort(443));
                if (dump.RestoreTest is not null)
                {
                    scene.Add(FlowScene.End(server.Pods.Namespace, PhysicalName.CronJob(dump.Name, "restore"), PodLabels.Named(PhysicalName.CronJob(dump.Name, "restore"))), scene.Internet, "newest dump", new FlowPort(443));
                }
            }
        }
    }

    /// <summary>The server runs on the cluster: the table of workloads says so, or does not name it.</summary>
    public static bool IsOnCluster(FlowScene scene, string server) => DatabasePlace.IsOnCluster(scene.Spec, server);

    /// <summary>Adds the flow from a client to a server, on the cluster or in Docker.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="own">The client here; null when it has no pods.</param>
    /// <param name="elsewhere">The same client in the other environments; null when there are none.</param>
    /// <param name="server">The server.</param>
    /// <param name="pooled">Through the pooler, where there is one.</param>
    /// <param name="reason">What it is for.</param>
    public static void AddClient(FlowScene scene, PodsEnd? own, PodsEnd? elsewhere, string server, bool pooled, string reason)
    {
        if (RowOf(scene, server) is { } row && !row.OnCluster())
        {
            if (own is not null && scene.DockerOf(row) is { } docker && row.Compose!.Port is { } published)
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
        if (elsewhere is not null && scene.IsShared(end.Pods.Namespace))
        {
            scene.Add(elsewhere, end.Pods, reason, end.Port);
        }
    }

    private static void AddPostgres(FlowScene scene, PostgresSpec server)
    {
        var pods = FlowScene.End(server.Namespace, server.Name, PodLabels.Postgres(server.Name));
        var port = new FlowPort(PostgresPort);
        scene.Add(pods, pods, "replication");
        scene.Add(PlatformPods.PostgresOperator, pods, "operator", port, new FlowPort(PostgresStatusPort));
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
                return new(pooled && server.Pooler is not null ? Pooler(server) : FlowScene.End(server.Namespace, name, PodLabels.Postgres(name)), new(PostgresPort));
            }
        }

        foreach (var server in databases.Mysql)
        {
            if (server.Name == name)
            {
                return new(FlowScene.End(server.Namespace, name, PodLabels.MySql(name)), new(MySqlPort));
            }
        }

        foreach (var server in databases.Redis)
        {
            if (server.Name == name)
            {
                return new(FlowScene.End(server.Namespace ?? scene.Spec.Environment.Namespace, name, PodLabels.Named(name)), new(RedisPort));
            }
        }

        return null;
    }

    private static PodsEnd Pooler(PostgresSpec server) => FlowScene.End(server.Namespace, PodLabels.PoolerName(server.Name), PodLabels.Pooler(server.Name));

    // The row of the table of workloads that says where the server runs; one without a row runs on the cluster.
    private static AppSpec? RowOf(FlowScene scene, string server)
    {
        foreach (var app in scene.Spec.Apps)
        {
            if (app.Kind == WorkloadKind.Database && app.Server == server)
            {
                return app;
            }
        }

        return null;
    }

    private sealed record Server(PodsEnd Pods, FlowPort Port);
}
