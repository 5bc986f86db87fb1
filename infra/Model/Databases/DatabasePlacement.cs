namespace Infra.Model;

/// <summary>Which database servers run on the cluster, and which stack makes what on them.</summary>
public static class DatabasePlacement
{
    /// <summary>The server runs on the cluster: the table of workloads says so, or does not name it.</summary>
    public static bool IsOnCluster(SystemSpec spec, string server) => RowOf(spec, server)?.OnCluster() ?? true;

    /// <summary>The row of the table of workloads that says where a server runs; null when there is none.</summary>
    public static AppSpec? RowOf(SystemSpec spec, string server)
    {
        foreach (var app in spec.Apps)
        {
            if (app.Kind == WorkloadKind.Database && app.Server == server)
            {
                return app;
            }
        }

        return null;
    }

    /// <summary>This stack makes the server: it owns the cluster, and the server runs there.</summary>
    public static bool MakesServer(SystemSpec spec, string server) => spec.Cluster.From is null && IsOnCluster(spec, server);

    /// <summary>This stack makes what is an environment's on a server: the environment's own stack, or without one (null) the stack that owns the cluster.</summary>
    public static bool Makes(SystemSpec spec, string server, string? environment) =>
        IsOnCluster(spec, server) && (environment is null ? spec.Cluster.From is null : environment == spec.Environment.Name);

    /// <summary>Whether this stack makes the database that a reference names; null for a database that is not on the cluster.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="reference">The reference.</param>
    public static bool? Makes(SystemSpec spec, DatabaseReference reference)
    {
        if (!IsOnCluster(spec, reference.Server))
        {
            return null;
        }

        foreach (var known in spec.Databases.DatabasesOn(reference.Server))
        {
            if (known.Name == reference.Database)
            {
                return known switch
                {
                    DatabaseSpec database => Makes(spec, reference.Server, database.Environment),
                    RedisSpec instance => Makes(spec, server, EnvironmentOf(spec, instance)),
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary>The PostgreSQL servers this stack makes.</summary>
    public static IReadOnlyList<PostgresSpec> Postgres(SystemSpec spec) => Made(spec, spec.Databases.Postgres);

    /// <summary>The MySQL servers this stack makes.</summary>
    public static IReadOnlyList<MySqlSpec> MySql(SystemSpec spec) => Made(spec, spec.Databases.Mysql);

    /// <summary>The Redis instances this stack makes: those on the cluster, in namespaces that are the stack's.</summary>
    public static IReadOnlyList<RedisSpec> Redis(SystemSpec spec)
    {
        var instances = new List<RedisSpec>();
        foreach (var instance in spec.Databases.Redis)
        {
            if (Makes(spec, instance.Name, EnvironmentOf(spec, instance)))
            {
                instances.Add(instance);
            }
        }

        return instances;
    }

    /// <summary>The dumps this stack makes: those of a database that it makes.</summary>
    public static IReadOnlyList<DumpSpec> Dumps(SystemSpec spec)
    {
        var dumps = new List<DumpSpec>();
        foreach (var dump in spec.Databases.Dumps)
        {
            foreach (var known in spec.Databases.DatabasesOn(dump.Server))
            {
                if (known is DatabaseSpec database && dump.Takes(database.Name) && Makes(spec, dump.Server, database.Environment))
                {
                    dumps.Add(dump);
                    break;
                }
            }
        }

        return dumps;
    }

    /// <summary>The namespace of a Redis instance.</summary>
    public static string NamespaceOf(SystemSpec spec, RedisSpec instance) => instance.Namespace ?? spec.Environment.Namespace;

    /// <summary>The environment that a Redis instance belongs to, with its namespace; null for one that environments share.</summary>
    public static string? EnvironmentOf(SystemSpec spec, RedisSpec instance)
    {
        var name = NamespaceOf(spec, instance);
        foreach (var space in spec.Namespaces)
        {
            if (space.Name == name)
            {
                return space.Environment;
            }
        }

        return null;
    }

    private static List<T> Made<T>(SystemSpec spec, IReadOnlyList<T> servers)
        where T : INamed
    {
        var made = new List<T>();
        foreach (var server in servers)
        {
            if (MakesServer(spec, server.Name))
            {
                made.Add(server);
            }
        }

        return made;
    }
}
