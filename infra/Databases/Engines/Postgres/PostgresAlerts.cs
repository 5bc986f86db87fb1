using Infra.Model;
using Infra.Monitoring;

namespace Infra.Databases;

/// <summary>The alerts on PostgreSQL servers: each instance reports itself, and the archive's plugin its backups.</summary>
internal static class PostgresAlerts
{
    private const string Pod = "namespace, pod";

    /// <summary>The rules on the servers that the stack makes.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        foreach (var server in DatabasePlacement.Made(system, system.Databases.Postgres))
        {
            var selector = $"namespace=\"{server.Namespace}\",pod=~\"{server.Name}-[0-9]+\"";
            AddInstances(alerts, server, selector);
            if (server.Archive is { } archive)
            {
                AddArchive(alerts, server, selector);
                AddBackups(alerts, server, archive, selector);
            }
        }

        return alerts.Rules;
    }

    private static void AddInstances(AlertList alerts, PostgresSpec server, string selector)
    {
        alerts.AddFrom(
            AlertSignal.DatabaseInstances,
            $"label_replace({server.Instances} - (count(cnpg_collector_up{{{selector}}} == 1) or vector(0)), "
                + $"\"server\", \"{server.Name}\", \"\", \"\")",
            """{{ printf "%.0f" $value }} instances of the PostgreSQL server {{ $labels.server }} do not answer.""",
            server.Instances == 1
                ? "Its apps stand still. Look now."
                : "With an instance left, apps go on after the failover; the next failure may stop them. Look now if two are away, "
                    + "otherwise during the day.");
        if (server.Instances > 1)
        {
            alerts.AddEach(
                AlertSignal.DatabaseInstances,
                $"max by ({Pod}) (cnpg_pg_replication_in_recovery{{{selector}}}) == 1 "
                    + $"unless max by ({Pod}) (cnpg_pg_replication_is_wal_receiver_up{{{selector}}}) == 1",
                $"The replica {{{{ $labels.pod }}}} of the PostgreSQL server {server.Name} receives nothing from the primary.",
                "It answers with old data and cannot take over. It can wait until morning while another replica follows.");
            alerts.Add(
                AlertSignal.ReplicationLag,
                threshold => $"max by ({Pod}) (cnpg_pg_replication_lag{{{selector}}}) >= {AlertList.Number(threshold)} "
                    + $"and on ({Pod}) max by ({Pod}) (cnpg_pg_replication_in_recovery{{{selector}}}) == 1",
                $"The replica {{{{ $labels.pod }}}} of the PostgreSQL server {server.Name} "
                    + "is {{ printf \"%.0f\" $value }} seconds behind.",
                "Readers see old data, and a failover to it would take as long or lose what it lacks. It can wait until morning if the lag "
                    + "does not grow.");
        }

        alerts.AddFrom(
            AlertSignal.Connections,
            $"sum by ({Pod}) (cnpg_backends_total{{{selector}}}) "
                + $"/ on ({Pod}) max by ({Pod}) (cnpg_pg_settings_setting{{{selector},name=\"max_connections\"}}) * 100",
            $"{{{{ printf \"%.0f\" $value }}}} % of the connections of {{{{ $labels.pod }}}} (PostgreSQL server {server.Name}) are used.",
            "From 100 % on apps are refused. Look now if it grows, otherwise during the day.");
    }

    private static void AddArchive(AlertList alerts, PostgresSpec server, string selector) => alerts.Add(
        AlertSignal.ArchiveDelay,
        threshold => $"time() - max by ({Pod}) (cnpg_pg_stat_archiver_last_archived_time{{{selector}}}) >= {AlertList.Number(threshold)} "
            + $"and on ({Pod}) max by ({Pod}) (cnpg_collector_pg_wal_archive_status{{{selector},value=\"ready\"}}) > 0 "
            + $"and on ({Pod}) max by ({Pod}) (cnpg_pg_replication_in_recovery{{{selector}}}) == 0",
        $"The primary {{{{ $labels.pod }}}} of the PostgreSQL server {server.Name} has archived nothing for "
            + "{{ $value | humanizeDuration }} although files wait.",
        "What is written now can be lost with the volumes, and the files that wait fill the volume of the log until the server stops. "
            + "Look now.");

    private static void AddBackups(AlertList alerts, PostgresSpec server, ArchiveSpec archive, string selector)
    {
        const string Prefix = "barman_cloud_cloudnative_pg_io_last_";
        var newest = Named($"{Prefix}available_backup_timestamp{{{selector}}}", server.Name);
        var failed = Named($"{Prefix}failed_backup_timestamp{{{selector}}}", server.Name);
        alerts.Add(
            AlertSignal.BackupAge,
            threshold => $"(time() - {Named($"{Prefix}available_backup_timestamp{{{selector}}} != 0", server.Name)}) / 3600 >= "
                + AlertList.Number(AlertList.AgeLimit(threshold, archive.BaseBackup, TimeSpan.FromHours(1))),
            """The newest base backup of the PostgreSQL server {{ $labels.server }} is {{ printf "%.0f" $value }} hours old.""",
            "A recovery takes longer, because it reads the log since then; nothing is lost while the archive works. It can wait until "
                + "morning.");
        alerts.Add(
            AlertSignal.BackupAge,
            _ => $"({newest} == 0 and {Named($"{Prefix}available_backup_timestamp{{{selector}}} offset 6h", server.Name)} == 0) "
                + $"or {Named($"absent_over_time({Prefix}available_backup_timestamp{{{selector}}}[6h])", server.Name)}",
            "The PostgreSQL server {{ $labels.server }} has no base backup in its archive.",
            "A log without a base backup recovers nothing: only the dumps are left. Look during the day, at once after a restore.");
        alerts.AddEach(
            AlertSignal.FailedBackups,
            $"({failed} > {newest}) > time() - 86400",
            "The newest base backup of the PostgreSQL server {{ $labels.server }} failed.",
            "The former base backups and the archive are intact. It can wait until morning; find the cause before the next run.");
    }

    /// <summary>A value with the server's name as its only label.</summary>
    private static string Named(string value, string server) => $"label_replace(max({value}), \"server\", \"{server}\", \"\", \"\")";
}
