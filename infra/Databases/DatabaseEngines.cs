using Infra.Model;

namespace Infra.Databases;

/// <summary>The list of the database engines. Everything that is asked about a server or a database is asked of its engine here.</summary>
public static class DatabaseEngines
{
    /// <summary>All engines.</summary>
    public static IReadOnlyList<DatabaseEngine> All { get; } = [new PostgresEngine(), new MySqlEngine(), new RedisEngine()];

    /// <summary>The engine of a server.</summary>
    /// <exception cref="InvalidOperationException">No engine of the list runs such servers.</exception>
    public static DatabaseEngine Of(IDatabaseServerSpec server)
    {
        foreach (var engine in All)
        {
            if (engine.Runs(server))
            {
                return engine;
            }
        }

        throw new InvalidOperationException($"databases: no engine runs '{server.Name}'; add its engine to DatabaseEngines.All");
    }

    /// <summary>The endpoint of a database.</summary>
    public static DatabaseEndpoint Endpoint(SystemSpec system, ServerDatabase database) => Of(database.Server).Endpoint(system, database);

    /// <summary>The endpoint of the database of a name on a server; null for a database that is not on the cluster.</summary>
    public static DatabaseEndpoint? Find(SystemSpec system, string server, string database) =>
        DatabasePlacement.Find(system, server, database) is { } found ? Endpoint(system, found) : null;

    /// <summary>
    /// The endpoint of the database that a reference names; null without a reference, and for a database that is not on the cluster.
    /// </summary>
    public static DatabaseEndpoint? Find(SystemSpec system, DatabaseReference? reference) =>
        reference is null ? null : Find(system, reference.Server, reference.Database);

    /// <summary>The value that a reference stands for; null for a database that is not on the cluster.</summary>
    /// <param name="system">The system.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="pooled">Whether it is that of the pooler, where there is one.</param>
    public static DatabaseVariable? Variable(SystemSpec system, DatabaseReference reference, bool pooled) =>
        Find(system, reference)?.Variable(reference.Property, pooled);
}
