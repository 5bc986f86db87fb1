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

    /// <summary>The names of all database servers, for references from apps.</summary>
    public IEnumerable<string> ServerNames() =>
        Postgres.Select(server => server.Name).Concat(Mysql.Select(server => server.Name)).Concat(Redis.Select(server => server.Name));
}
