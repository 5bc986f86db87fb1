namespace Infra.Model;

/// <summary>Which database servers run on the cluster, and which stack makes what on them.</summary>
public static class DatabasePlacement
{
    /// <summary>The server runs on the cluster: the table of workloads says so, or does not name it.</summary>
    public static bool IsOnCluster(SystemSpec spec, string server)
    {
        foreach (var app in spec.Apps)
        {
            if (app.Kind == WorkloadKind.Database && app.Server == server)
            {
                return app.OnCluster();
            }
        }

        return true;
    }

    /// <summary>This stack makes the server: it owns the cluster, and the server runs there.</summary>
    public static bool MakesServer(SystemSpec spec, string server) => spec.Cluster.From is null && IsOnCluster(spec, server);

    /// <summary>This stack makes the database: it is its environment's own, or belongs to no environment and the stack owns the cluster.</summary>
    public static bool Makes(SystemSpec spec, string server, DatabaseSpec database) =>
        IsOnCluster(spec, server) && (database.Environment is { } environment ? environment == spec.Environment.Name : spec.Cluster.From is null);

    /// <summary>The PostgreSQL servers this stack makes.</summary>
    public static IReadOnlyList<PostgresSpec> Postgres(SystemSpec spec)
    {
        var servers = new List<PostgresSpec>();
        foreach (var server in spec.Databases.Postgres)
        {
            if (MakesServer(spec, server.Name))
            {
                servers.Add(server);
            }
        }

        return servers;
    }
}
