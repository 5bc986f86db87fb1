using System.Globalization;
using Infra.Model;

namespace Infra.Databases;

/// <summary>
/// Server parameters, derived from the memory limit of an instance and from its volumes. Described parameters take precedence.
/// </summary>
public static class PostgresTuning
{
    /// <summary>The operator's default for <c>max_connections</c>.</summary>
    private const int DefaultConnections = 100;

    /// <summary>The parameters, in order of their names.</summary>
    /// <param name="server">The server.</param>
    /// <param name="data">Size of its data volume.</param>
    public static SortedList<string, string> Of(PostgresSpec server, Quantity data)
    {
        var memory = PostgresMemory.Megabytes(server.Resources.LimitMemory);
        var shared = server.Parameters.TryGetValue(PostgresMemory.SharedBuffers, out var given)
            && PostgresMemory.Megabytes(given) is { } described
            ? described
            : Math.Max(32, Math.Min(memory / 4, PostgresMemory.Megabytes(server.Resources.RequestMemory)));
        var connections = server.Parameters.TryGetValue(PostgresParameters.Connections, out var most)
            && int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : DefaultConnections;
        var room = PostgresLog.Room(server, data);
        var parameters = new SortedList<string, string>(StringComparer.Ordinal)
        {
            [PostgresParameters.Connections] = Text(connections),
            // A quarter of the memory (PostgreSQL documentation, resource consumption), at most the request; the rest is for the page
            // cache and the sessions.
            [PostgresMemory.SharedBuffers] = InMegabytes(shared),
            // Data that the planner expects in memory: shared buffers, and the page cache, which counts towards the limit.
            ["effective_cache_size"] = InMegabytes(memory * 3 / 4),
            // A session can take it several times; half the memory outside the shared buffers, divided among all sessions.
            ["work_mem"] = InMegabytes(Math.Clamp((memory - shared) / 2 / connections, 1, 64)),
            // Three vacuum workers take it at the same time.
            ["maintenance_work_mem"] = InMegabytes(Math.Clamp(memory / 16, 16, 512)),
            [PostgresLog.MaxSize] = InMegabytes(PostgresLog.Max(server, data)),
            [PostgresLog.MinSize] = InMegabytes(PostgresLog.Min(server, data)),
            // Log that is kept for replicas that stream without a slot.
            [PostgresLog.KeepSize] = InMegabytes(Math.Clamp(room / 10, 64, 512)),
            // An absent replica holds the log back by its slot: it must not fill the primary's disk. The replica is then created again.
            ["max_slot_wal_keep_size"] = InMegabytes(Math.Max(256, room / 2)),
            // The archive is at most this far behind on a quiet server (the operator's default as well).
            ["archive_timeout"] = "5min",
            // Network volumes and SSDs: a page far away costs little more than the next one.
            ["random_page_cost"] = "1.1",
            // A client that disappeared releases its locks after 30 s, not after two hours.
            ["tcp_keepalives_idle"] = "15",
            ["tcp_keepalives_interval"] = "5",
            ["tcp_keepalives_count"] = "3",
            ["tcp_user_timeout"] = "30s",
            // An absent replica, and a stopped receiver, are noticed after this.
            ["wal_receiver_timeout"] = "5s",
            ["wal_sender_timeout"] = "5s",
        };
        foreach (var name in server.Parameters.Keys)
        {
            parameters[name] = server.Parameters[name];
        }

        return parameters;
    }

    private static string InMegabytes(long megabytes) => $"{Text(megabytes)}MB";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
