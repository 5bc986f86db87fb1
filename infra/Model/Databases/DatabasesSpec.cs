namespace Infra.Model;

/// <summary>The database servers and their dumps.</summary>
public sealed record DatabasesSpec
{
    /// <summary>The lists of servers, as the keys on the way to them.</summary>
    internal static IReadOnlyList<string> ServerPaths { get; } = ["databases.postgres", "databases.mysql", "databases.redis"];

    /// <summary>Names under which images of the engines are known.</summary>
    internal static IReadOnlyList<string> ImageNames { get; } =
        [.. PostgresSpec.ImageNames, .. MySqlSpec.ImageNames, .. RedisSpec.ImageNames];

    /// <summary>PostgreSQL clusters, run by CloudNativePG.</summary>
    public IReadOnlyList<PostgresSpec> Postgres { get; init; } = [];

    /// <summary>MySQL clusters, run by the Percona Operator for XtraDB Cluster.</summary>
    public IReadOnlyList<MySqlSpec> Mysql { get; init; } = [];

    /// <summary>Redis instances.</summary>
    public IReadOnlyList<RedisSpec> Redis { get; init; } = [];

    /// <summary>Dumps to another provider, beside the servers' own archives.</summary>
    public IReadOnlyList<DumpSpec> Dumps { get; init; } = [];

    /// <summary>All database servers, whatever their engine.</summary>
    public IReadOnlyList<IDatabaseServerSpec> Servers() => [.. Postgres, .. Mysql, .. Redis];

    /// <summary>The server of a name; null when there is none.</summary>
    public IDatabaseServerSpec? Server(string name)
    {
        foreach (var server in Servers())
        {
            if (server.Name == name)
            {
                return server;
            }
        }

        return null;
    }
}
