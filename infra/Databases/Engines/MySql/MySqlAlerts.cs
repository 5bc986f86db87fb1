using Infra.Model;
using Infra.Monitoring;

namespace Infra.Databases;

/// <summary>The alerts on MySQL clusters: the exporter beside each member, and the operator's backup jobs.</summary>
internal static class MySqlAlerts
{
    private const string Pod = "namespace, pod";

    /// <summary>The state of a member that has all data and takes part (Galera's name: Synced).</summary>
    private const int Synced = 4;

    /// <summary>Length at which the operator cuts the cluster's name in the names of scheduled backups.</summary>
    private const int NameInBackups = 16;

    /// <summary>The rules on the clusters that the stack makes.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        foreach (var server in DatabasePlacement.Made(system, system.Databases.Mysql))
        {
            AddMembers(alerts, server, $"namespace=\"{server.Namespace}\",pod=~\"{server.Name}-pxc-[0-9]+\"");
            if (server.Archive is { } archive)
            {
                AddBackups(alerts, server, archive);
            }
        }

        return alerts.Rules;
    }

    private static void AddMembers(AlertList alerts, MySqlSpec server, string selector)
    {
        alerts.AddFrom(
            AlertSignal.DatabaseInstances,
            $"label_replace({server.Instances} - (count(max by ({Pod}) (mysql_up{{{selector}}}) == 1 "
                + $"and on ({Pod}) max by ({Pod}) (mysql_global_status_wsrep_local_state{{{selector}}}) == {Synced}) or vector(0)), "
                + $"\"server\", \"{server.Name}\", \"\", \"\")",
            """{{ printf "%.0f" $value }} members of the MySQL cluster {{ $labels.server }} do not answer or lack data.""",
            server.Instances == 1
                ? "Its apps stand still. Look now."
                : "While a majority is there, apps go on; without it the cluster refuses every query. Look now if it is the second one.");
        alerts.AddFrom(
            AlertSignal.Connections,
            $"max by ({Pod}) (mysql_global_status_threads_connected{{{selector}}}) "
                + $"/ max by ({Pod}) (mysql_global_variables_max_connections{{{selector}}}) * 100",
            $"{{{{ printf \"%.0f\" $value }}}} % of the connections of {{{{ $labels.pod }}}} (MySQL cluster {server.Name}) are used.",
            "From 100 % on apps are refused. Look now if it grows, otherwise during the day.");
    }

    private static void AddBackups(AlertList alerts, MySqlSpec server, ArchiveSpec archive)
    {
        var name = server.Name.Length > NameInBackups ? server.Name[..NameInBackups] : server.Name;
        var jobs = $"{{namespace=\"{server.Namespace}\",job_name=~\"xb-cron-{name}-.*\"}}";
        var created = $"kube_statefulset_created{{namespace=\"{server.Namespace}\",statefulset=\"{server.Name}-pxc\"}}";
        alerts.Add(
            AlertSignal.BackupAge,
            threshold => $"label_replace((time() - (max(kube_job_status_completion_time{jobs}) or max({created}))) / 3600, "
                + $"\"server\", \"{server.Name}\", \"\", \"\") >= "
                + AlertList.Number(AlertList.AgeLimit(threshold, archive.BaseBackup, TimeSpan.FromHours(1))),
            """The MySQL cluster {{ $labels.server }} has had no full backup for {{ printf "%.0f" $value }} hours.""",
            "A recovery takes longer, because it reads the binary logs since then; without any full backup only the dumps are left. "
                + "It can wait until morning.");
        alerts.AddFrom(
            AlertSignal.FailedBackups,
            $"label_replace(count(max by (job_name) (kube_job_failed{jobs[..^1]},condition=\"true\"}}) == 1 "
                + $"and on (job_name) time() - max by (job_name) (kube_job_created{jobs}) < 86400), "
                + $"\"server\", \"{server.Name}\", \"\", \"\")",
            """{{ printf "%.0f" $value }} full backups of the MySQL cluster {{ $labels.server }} failed within a day.""",
            "The former full backups and the binary logs are intact. It can wait until morning; find the cause before the next run.");
    }
}
