namespace Infra.Model;

/// <summary>Sizes of PostgreSQL's write-ahead log, shared by rules and components.</summary>
public static class PostgresLog
{
    /// <summary>Name of the parameter for the log between two checkpoints.</summary>
    public const string MaxSize = "max_wal_size";

    /// <summary>Name of the parameter for the log that is kept for reuse.</summary>
    public const string MinSize = "min_wal_size";

    /// <summary>Name of the parameter for the log that is kept for replicas.</summary>
    public const string KeepSize = "wal_keep_size";

    /// <summary>Least size of both parameters in megabytes: two segments of 16 MB (PostgreSQL, <c>check_min_wal_size</c>).</summary>
    public const long TwoSegments = 32;

    /// <summary>Space of the log in megabytes: its own volume, or a fifth of the data's.</summary>
    /// <param name="server">The server.</param>
    /// <param name="data">Size of its data volume.</param>
    public static long Room(PostgresSpec server, Quantity data) =>
        server.WalSize is { } own ? PostgresMemory.Megabytes(own) : PostgresMemory.Megabytes(data) / 5;

    /// <summary>
    /// Log between two checkpoints in megabytes: as described, or a third of its space, so that a late checkpoint still fits, and twice
    /// what is kept for reuse, if that is described.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="data">Size of its data volume.</param>
    public static long Max(PostgresSpec server, Quantity data) =>
        Described(server, MaxSize) ?? Math.Max(Math.Clamp(Room(server, data) / 3, 256, 8192), 2 * (Described(server, MinSize) ?? 0));

    /// <summary>Log that is kept for reuse in megabytes: as described, or a twelfth of its space, and at most half of the other.</summary>
    /// <param name="server">The server.</param>
    /// <param name="data">Size of its data volume.</param>
    public static long Min(PostgresSpec server, Quantity data) =>
        Described(server, MinSize)
            ?? Math.Max(TwoSegments, Math.Min(Math.Clamp(Room(server, data) / 12, 80, 1024), Max(server, data) / 2));

    private static long? Described(PostgresSpec server, string name) =>
        server.Parameters.TryGetValue(name, out var text) ? PostgresMemory.OperatorsMegabytes(text) : null;
}
