namespace Infra.Model;

/// <summary>The databases.</summary>
public sealed record DatabasesSpec
{
    /// <summary>PostgreSQL clusters, run by CloudNativePG.</summary>
    public IReadOnlyList<PostgresSpec> Postgres { get; init; } = [];

    /// <summary>MySQL clusters.</summary>
    public IReadOnlyList<MySqlSpec> Mysql { get; init; } = [];

    /// <summary>Redis instances.</summary>
    public IReadOnlyList<RedisSpec> Redis { get; init; } = [];

    /// <summary>Dumps to another place, beside the databases' own backups.</summary>
    public IReadOnlyList<DumpSpec> Dumps { get; init; } = [];

    /// <summary>All database servers, whatever their kind.</summary>
    public IReadOnlyList<INamed> Servers() => [.. Postgres, .. Mysql, .. Redis];

    /// <summary>The databases on a server; a Redis instance is its own. Empty for an unknown server.</summary>
    public IReadOnlyList<INamed> DatabasesOn(string server)
    {
        foreach (var known in Servers())
        {
            if (known.Name == server)
            {
                return known switch
                {
                    PostgresSpec postgres => postgres.Databases,
                    MySqlSpec mysql => mysql.Databases,
                    _ => [known],
                };
            }
        }

        return [];
    }
}
