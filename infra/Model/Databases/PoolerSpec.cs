namespace Infra.Model;

/// <summary>A PgBouncer before a PostgreSQL cluster.</summary>
public sealed record PoolerSpec
{
    /// <summary>Pods. Defaults to 2.</summary>
    public int Instances { get; init; } = 2;

    /// <summary>When a server connection is given back. Defaults to <see cref="PoolMode.Transaction"/>.</summary>
    public PoolMode Mode { get; init; } = PoolMode.Transaction;

    /// <summary>Client connections a pod accepts. Defaults to 500.</summary>
    public int MaxClientConnections { get; init; } = 500;

    /// <summary>Server connections a database and role. Defaults to 25.</summary>
    public int PoolSize { get; init; } = 25;
}
