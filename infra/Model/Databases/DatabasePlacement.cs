namespace Infra.Model;

/// <summary>Decisions on which database servers run on the cluster, and which stack creates what on them.</summary>
public static class DatabasePlacement
{
    /// <summary>Whether a server runs on the cluster.</summary>
    public static bool IsOnCluster(IDatabaseServerSpec server) => server.RunsOn is Placement.K3s or Placement.Both;

    /// <summary>Whether this stack creates a server.</summary>
    public static bool Makes(SystemSpec system, IDatabaseServerSpec server) =>
        IsOnCluster(server) && IsOwn(system, server.EnvironmentIn(system));

    /// <summary>Whether this stack creates a database.</summary>
    public static bool Makes(SystemSpec system, ServerDatabase database) =>
        IsOnCluster(database.Server) && IsOwn(system, database.Environment);

    /// <summary>Whether this stack creates the database that a reference names; null for a database that is not on the cluster.</summary>
    /// <param name="system">The system.</param>
    /// <param name="reference">The reference.</param>
    public static bool? Makes(SystemSpec system, DatabaseReference reference) =>
        Find(system, reference) is { } database ? Makes(system, database) : null;

    /// <summary>The servers of one engine that this stack creates.</summary>
    /// <param name="system">The system.</param>
    /// <param name="servers">The described servers of the engine.</param>
    public static IReadOnlyList<T> Made<T>(SystemSpec system, IReadOnlyList<T> servers)
        where T : IDatabaseServerSpec
    {
        var made = new List<T>();
        for (var index = 0; index < servers.Count; index++)
        {
            if (Makes(system, servers[index]))
            {
                made.Add(servers[index]);
            }
        }

        return made;
    }

    /// <summary>The databases of a server that this stack creates.</summary>
    public static IReadOnlyList<ServerDatabase> MadeOn(SystemSpec system, IDatabaseServerSpec server)
    {
        var made = new List<ServerDatabase>();
        foreach (var database in server.DatabasesIn(system))
        {
            if (Makes(system, database))
            {
                made.Add(database);
            }
        }

        return made;
    }

    /// <summary>The database that a reference names; null for a database that is not on the cluster.</summary>
    public static ServerDatabase? Find(SystemSpec system, DatabaseReference reference) =>
        Find(system, reference.Server, reference.Database);

    /// <summary>The database of a name on a server; null for a database that is not on the cluster.</summary>
    public static ServerDatabase? Find(SystemSpec system, string server, string database)
    {
        if (system.Databases.Server(server) is not { } found || !IsOnCluster(found))
        {
            return null;
        }

        foreach (var known in found.DatabasesIn(system))
        {
            if (known.Name == database)
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>The databases of a dump that this stack creates.</summary>
    public static IReadOnlyList<ServerDatabase> MadeOf(SystemSpec system, DumpSpec dump)
    {
        var made = new List<ServerDatabase>();
        if (system.Databases.Server(dump.Server) is { } server)
        {
            foreach (var database in MadeOn(system, server))
            {
                if (dump.Takes(database.Name))
                {
                    made.Add(database);
                }
            }
        }

        return made;
    }

    /// <summary>The dumps that this stack runs: those of a database that it creates.</summary>
    public static IReadOnlyList<DumpSpec> Dumps(SystemSpec system)
    {
        var dumps = new List<DumpSpec>();
        foreach (var dump in system.Databases.Dumps)
        {
            if (MadeOf(system, dump).Count > 0)
            {
                dumps.Add(dump);
            }
        }

        return dumps;
    }

    /// <summary>Namespace of a server.</summary>
    public static string NamespaceOf(SystemSpec system, IDatabaseServerSpec server) => server.Namespace ?? system.Environment.Namespace;

    // Without an environment, it belongs to the stack that owns the cluster.
    private static bool IsOwn(SystemSpec system, string? environment) =>
        environment is null ? system.Cluster.From is null : environment == system.Environment.Name;
}
