using System.Globalization;
using Infra.Model;

namespace Infra.Databases;

/// <summary>Configuration of the members, derived from the memory limit of each.</summary>
public static class MySqlConfiguration
{
    /// <summary>Seconds that a member keeps its binary logs: the archive may be unreachable for this long without a gap.</summary>
    public const int KeepBinaryLogs = 2 * 24 * 60 * 60;

    private const long Chunk = 128L << 20;
    private const long PerConnection = 2L << 20;

    /// <summary>The configuration file.</summary>
    /// <param name="memory">Memory limit of a member.</param>
    /// <remarks>
    /// Half is for InnoDB, in its steps of 128 MiB; a quarter is for connections at 2 MiB each; the rest is for the server itself (its
    /// performance schema takes about 150 MiB). Galera keeps 512 MiB of changes in a file, also over a restart: a member that was absent
    /// fetches those instead of a full copy.
    /// </remarks>
    public static string For(Quantity memory)
    {
        var bytes = (long)memory.Value;
        var pool = Math.Max(Chunk, bytes / 2 / Chunk * Chunk);
        var connections = Math.Max(20, bytes / 4 / PerConnection);
        return string.Create(CultureInfo.InvariantCulture, $"""
            [mysqld]
            innodb_buffer_pool_size={pool}
            max_connections={connections}
            binlog_expire_logs_seconds={KeepBinaryLogs}
            wsrep_provider_options="gcache.size=512M; gcache.recover=yes"

            """);
    }
}
