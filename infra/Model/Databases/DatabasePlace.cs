namespace Infra.Model;

/// <summary>Where database servers run.</summary>
public static class DatabasePlace
{
    /// <summary>The server has pods in the cluster: the table of workloads says so, or does not name it.</summary>
    /// <param name="system">The system, in its phase.</param>
    /// <param name="server">The server's name.</param>
    public static bool IsOnCluster(SystemSpec system, string server)
    {
        foreach (var app in system.Apps)
        {
            if (app.Kind == WorkloadKind.Database && app.Server == server)
            {
                return app.OnCluster();
            }
        }

        return true;
    }

    /// <summary>The MySQL servers that have pods in the cluster.</summary>
    public static IReadOnlyList<MySqlSpec> MySqlOnCluster(SystemSpec system)
    {
        var servers = new List<MySqlSpec>();
        foreach (var server in system.Databases.Mysql)
        {
            if (IsOnCluster(system, server.Name))
            {
                servers.Add(server);
            }
        }

        return servers;
    }

    /// <summary>The Redis instances that have pods in the cluster.</summary>
    public static IReadOnlyList<RedisSpec> RedisOnCluster(SystemSpec system)
    {
        var servers = new List<RedisSpec>();
        foreach (var server in system.Databases.Redis)
        {
            if (IsOnCluster(system, server.Name))
            {
                servers.Add(server);
            }
        }

        return servers;
    }
}
