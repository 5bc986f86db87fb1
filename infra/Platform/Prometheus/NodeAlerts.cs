using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on nodes and Docker hosts, from their node exporters and Kubernetes' own view of the nodes.</summary>
internal static class NodeAlerts
{
    /// <summary>Selector of file systems on disks, of those that can be written.</summary>
    private const string FileSystems =
        """{job="node-exporter",fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs|fuse.*"}""";

    /// <summary>Adds the rules.</summary>
    /// <param name="alerts">Takes the rules.</param>
    /// <param name="system">The system.</param>
    public static void Add(AlertList alerts, SystemSpec system)
    {
        AddLoad(alerts);
        AddSpace(alerts);
        AddClock(alerts);
        AddPresence(alerts, system);
    }

    private static void AddLoad(AlertList alerts)
    {
        alerts.AddFrom(
            AlertSignal.Cpu,
            """(1 - avg by (instance) (rate(node_cpu_seconds_total{job="node-exporter",mode="idle"}[5m]))) * 100""",
            """The CPUs of {{ $labels.instance }} are used to {{ printf "%.0f" $value }} %.""",
            "Everything on this machine answers more slowly. It can wait until morning unless latency is reported as well.");
        alerts.AddFrom(
            AlertSignal.Memory,
            "(1 - max by (instance) (node_memory_MemAvailable_bytes{job=\"node-exporter\"}) "
                + "/ max by (instance) (node_memory_MemTotal_bytes{job=\"node-exporter\"})) * 100",
            """The memory of {{ $labels.instance }} is used to {{ printf "%.0f" $value }} %.""",
            "When it is used up, the kernel or the kubelet ends pods, those over their requests first. "
                + "Look now: it can happen in minutes.");
    }

    private static void AddSpace(AlertList alerts)
    {
        const string Used =
            $"label_replace((1 - max by (instance, device) (node_filesystem_avail_bytes{FileSystems}) "
            + $"/ max by (instance, device) (node_filesystem_size_bytes{FileSystems})) * 100, \"of\", \"space\", \"\", \"\")";
        const string Files =
            $"label_replace((1 - max by (instance, device) (node_filesystem_files_free{FileSystems}) "
            + $"/ (max by (instance, device) (node_filesystem_files{FileSystems}) > 0)) * 100, \"of\", \"inodes\", \"\", \"\")";
        alerts.AddFrom(
            AlertSignal.Disk,
            $"({Used} or {Files})",
            """The {{ $labels.of }} on {{ $labels.device }} of {{ $labels.instance }} is used to {{ printf "%.0f" $value }} %.""",
            "From 85 % on the kubelet deletes images and then stops pods of the node; a full disk stops etcd and databases. "
                + "Make room today, at once from 90 % on.");
        alerts.Add(
            AlertSignal.DaysToFull,
            threshold => DaysToFull(
                "instance, device", $"node_filesystem_avail_bytes{FileSystems}", $"node_filesystem_size_bytes{FileSystems}", threshold),
            """The file system on {{ $labels.device }} of {{ $labels.instance }} is full in {{ printf "%.1f" $value }} days.""",
            "More than half is used, and it goes on as in the last six hours. Find out during the day what grows; "
                + "at once if less than a day remains.");
        alerts.Add(
            AlertSignal.DaysToFull,
            threshold => DaysToFull(
                PodAlerts.Claim, "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", threshold),
            "The claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is full in {{ printf \"%.1f\" $value }} days.",
            "More than half of the volume is used, and it goes on as in the last six hours; its app then fails at every write. "
                + "Increase the volume during the day, at once if less than a day remains.");
    }

    /// <summary>Days until something is full, of those that shrink and have less than half of their space left.</summary>
    private static string DaysToFull(string by, string available, string size, decimal threshold) =>
        $"min by ({by}) ({available} / (-deriv({available}[6h]) > 0)) / 86400 < {AlertList.Number(threshold)} "
            + $"and min by ({by}) ({available} / {size}) < 0.5";

    // A kernel whose clock nobody sets adds 0.5 ms to its estimate each second: 16 s are nine hours.
    private static void AddClock(AlertList alerts) => alerts.Add(
        AlertSignal.ClockOffset,
        static threshold => "max by (instance) (abs(node_timex_offset_seconds{job=\"node-exporter\"}) * 1000) "
            + $">= {AlertList.Number(threshold)} or max by (instance) (node_timex_maxerror_seconds{{job=\"node-exporter\"}} * 1000 "
            + "and node_timex_sync_status{job=\"node-exporter\"} == 0) >= 16000",
        """The clock of {{ $labels.instance }} may be wrong by {{ printf "%.0f" $value }} ms.""",
        "Certificates, tokens and the order of log lines depend on it, and etcd warns from a second on. It can wait until morning below "
            + "a second.");

    private static void AddPresence(AlertList alerts, SystemSpec system)
    {
        alerts.AddEach(
            AlertSignal.NodesDown,
            """max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 0""",
            "The node {{ $labels.node }} is not ready.",
            "Its pods start elsewhere after five minutes where there is room; volumes with one replica stay away until it is back. "
                + "Look now: with three servers, a second one that fails stops the cluster's API.");
        alerts.AddEach(
            AlertSignal.NodesDown,
            $"({Vector("node", system.Cluster.Nodes.Select(node => node.Name))}) unless on (node) kube_node_info "
                + "and on () up{job=\"kube-state-metrics\"} == 1",
            "The described node {{ $labels.node }} is not in the cluster.",
            "It was deleted, or never joined: there is less room, and one server less for etcd. Look now if it is a server; an agent can "
                + "wait until morning if the apps run.");
        alerts.AddEach(
            AlertSignal.NodesDown,
            """max by (instance) (up{job="node-exporter",runtime="docker"}) == 0""",
            "The Docker host {{ $labels.instance }} does not answer.",
            "Everything that still runs there may be away. Look now.");
    }

    /// <summary>One series for each value, with the value as a label.</summary>
    private static string Vector(string label, IEnumerable<string> values) =>
        string.Join(" or ", values.Select(value => $"label_replace(vector(1), \"{label}\", \"{value}\", \"\", \"\")"));
}
