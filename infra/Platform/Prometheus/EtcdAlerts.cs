using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on etcd and its snapshots, and on the certificates with which the cluster's own clients sign in.</summary>
internal static class EtcdAlerts
{
    private const string Up = """up{job="etcd"}""";

    /// <summary>Adds the rules.</summary>
    /// <param name="alerts">Takes the rules.</param>
    /// <param name="system">The system.</param>
    public static void Add(AlertList alerts, SystemSpec system)
    {
        if (system.Cluster.K3s.EtcdExposeMetrics)
        {
            AddMembers(alerts, system.Cluster.Nodes.Count(node => node.Role == NodeRole.Server));
            AddLoad(alerts);
        }

        AddSnapshots(alerts, system.Cluster.K3s.EtcdSnapshots);
        alerts.Add(
            AlertSignal.CertificateExpiry,
            static threshold =>
                "histogram_quantile(0.01, sum by (le) (rate(apiserver_client_certificate_expiration_seconds_bucket[15m]))) / 86400 "
                + $"< {AlertList.Number(threshold)}",
            "A certificate with which a client signs in to the cluster's API expires in {{ printf \"%.0f\" $value }} days.",
            "k3s renews those of its own parts when it starts within 120 days before their end, so a server or agent has run too long, "
                + "or it is the certificate of a person. Once it is expired, its owner is refused. It can wait until morning.");
    }

    private static void AddMembers(AlertList alerts, int servers)
    {
        alerts.AddEach(
            AlertSignal.EtcdMembers,
            $"max by (node) ({Up}) == 0 or max by (node) (etcd_server_has_leader{{job=\"etcd\"}}) == 0",
            "The etcd member on {{ $labels.node }} does not answer or knows no leader.",
            "While a majority of the members answers, the cluster goes on. Look now: after one more loss it may not.");
        if (EtcdQuorum.Tolerated(servers) is var tolerated and > 0)
        {
            alerts.Add(
                AlertSignal.EtcdMargin,
                threshold => $"(count({Up} == 1) or vector(0)) - {servers - tolerated} < {AlertList.Number(threshold)}",
                "etcd can lose {{ printf \"%.0f\" $value }} more members before it has no quorum.",
                "Below zero the API accepts no change: pods go on, and nothing starts, stops or moves. Start nothing that restarts a "
                    + "server, and bring the missing ones back now.");
        }
    }

    private static void AddLoad(AlertList alerts)
    {
        alerts.AddFrom(
            AlertSignal.EtcdLatency,
            "histogram_quantile(0.99, sum by (node, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket{job=\"etcd\"}[5m]))) * 1000",
            """The etcd member on {{ $labels.node }} needs {{ printf "%.0f" $value }} ms for a write to its log.""",
            "Slow disks make etcd change its leader, and the API then fails for seconds at a time. It can wait until morning "
                + "unless members are reported as down.");
        alerts.AddFrom(
            AlertSignal.EtcdSize,
            "max by (node) (etcd_mvcc_db_total_size_in_bytes{job=\"etcd\"} / etcd_server_quota_backend_bytes{job=\"etcd\"}) * 100",
            """The database of etcd on {{ $labels.node }} is used to {{ printf "%.0f" $value }} % of its limit.""",
            "At 100 % the API accepts no change until somebody defragments etcd by hand. Look now from 90 % on, today below.");
    }

    private static void AddSnapshots(AlertList alerts, EtcdSnapshotsSpec snapshots) => alerts.Add(
        AlertSignal.BackupAge,
        threshold =>
        {
            var limit = AlertList.Number(AlertList.AgeLimit(threshold, snapshots.Schedule, TimeSpan.FromHours(1)));
            const string Usable = "infra_etcd_snapshot_created_seconds{ready=\"true\"}";
            return $"label_replace((time() - max({Usable})) / 3600, \"backup\", \"etcd\", \"\", \"\") >= {limit} "
                + $"or label_replace(max(absent({Usable})) * +Inf, \"backup\", \"etcd\", \"\", \"\") "
                + "and on () up{job=\"kube-state-metrics\"} == 1";
        },
        """The newest snapshot of etcd is {{ printf "%.0f" $value }} hours old; +Inf stands for none at all.""",
        "Changes of the cluster's objects since then are lost if all servers are; Pulumi and Velero bring most of them back. "
            + "It can wait until morning.");
}
