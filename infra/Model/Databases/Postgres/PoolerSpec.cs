namespace Infra.Model;

/// <summary>A PgBouncer in front of a PostgreSQL cluster.</summary>
public sealed record PoolerSpec
{
    /// <summary>CPU request of a pod, also used for capacity planning.</summary>
    internal static Quantity RequestCpu { get; } = Quantity.Parse("50m");

    /// <summary>Memory request of a pod, also used for capacity planning.</summary>
    internal static Quantity RequestMemory { get; } = Quantity.Parse("64Mi");

    /// <summary>Number of pods. Defaults to 2.</summary>
    [Range(1, 100)]
    public int Instances { get; init; } = 2;

    /// <summary>Point at which a server connection is returned to the pool. Defaults to <see cref="PoolMode.Transaction"/>.</summary>
    public PoolMode Mode { get; init; } = PoolMode.Transaction;

    /// <summary>Number of client connections that a pod accepts. Defaults to 500.</summary>
    [Range(1, 100000)]
    public int MaxClientConnections { get; init; } = 500;

    /// <summary>Number of server connections for each database and role. Defaults to 25.</summary>
    [Range(1)]
    public int PoolSize { get; init; } = 25;
}
