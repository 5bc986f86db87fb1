using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>Rows of the overview that are not of one part: alerts, nodes, pods, requests, room.</summary>
internal static class OverviewDashboard
{
    private const string Hosts = "instance=~\"$host\"";

    /// <summary>The rows.</summary>
    /// <param name="system">The system.</param>
    public static Dashboard Of(SystemSpec system) => SharedDashboards.Overview(Now(system), NodesAndHosts(), Data(system));

    private static DashboardRow Now(SystemSpec system)
    {
        var panels = new List<Panel>
        {
            Panels.Number("Alerts", PanelUnit.None, "count(ALERTS{alertstate=\"firing\", severity!=\"none\"}) or vector(0)", 1),
            Panels.Number(
                "Nodes not ready",
                PanelUnit.None,
                "sum(kube_node_status_condition{condition=\"Ready\", status=\"true\"} == bool 0) or vector(0)",
                1),
            Panels.Number("Targets that do not answer", PanelUnit.None, "count(up == 0) or vector(0)", 1),
            Panels.Number(
                "Pods that do not run", PanelUnit.None, "sum(kube_pod_status_phase{phase=~\"Pending|Failed|Unknown\"}) or vector(0)", 1),
            Panels.Number(
                "Failed requests",
                PanelUnit.Percent,
                "100 * (sum(rate(traefik_service_requests_total{code=~\"5..\"}[5m])) or vector(0)) "
                    + "/ (sum(rate(traefik_service_requests_total[5m])) > 0)",
                1),
        };
        if (system.Cluster.K3s.EtcdExposeMetrics)
        {
            panels.Add(Panels.Number(
                "etcd members that answer", PanelUnit.None, "sum(up{job=\"etcd\"})"));
        }

        panels.Add(Panels.Table(
            "Raised alerts", PanelUnit.None, "ALERTS{alertstate=\"firing\", severity!=\"none\"}"));
        return new("Now", panels);
    }

    private static DashboardRow NodesAndHosts() => new("Nodes and Docker hosts",
    [
        Panels.Lines(
            "CPU",
            PanelUnit.Percent,
            ($"100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{{mode=\"idle\", {Hosts}}}[$__rate_interval])))", "{{instance}}")),
        Panels.Lines(
            "Memory",
            PanelUnit.Percent,
            ($"100 * (1 - node_memory_MemAvailable_bytes{{{Hosts}}} / node_memory_MemTotal_bytes{{{Hosts}}})", "{{instance}}")),
        Panels.Bars(
            "Disks",
            PanelUnit.Percent,
            $"max by (instance, mountpoint) (100 * (1 - node_filesystem_avail_bytes{{fstype!~\"tmpfs|ramfs|overlay|squashfs\", {Hosts}}} "
                + $"/ node_filesystem_size_bytes{{fstype!~\"tmpfs|ramfs|overlay|squashfs\", {Hosts}}}))",
            "{{instance}} {{mountpoint}}",
            70,
            85),
    ]);

    private static DashboardRow Data(SystemSpec system)
    {
        var panels = new List<Panel>
        {
            Panels.Bars(
                "Fullest claims",
                PanelUnit.Percent,
                "topk(8, max by (namespace, persistentvolumeclaim) "
                    + "(100 * (1 - kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)))",
                "{{namespace}}/{{persistentvolumeclaim}}",
                70,
                85),
        };
        if (system.Storage.Longhorn is not null)
        {
            panels.Add(Panels.Number(
                "Volumes that are not healthy",
                PanelUnit.None,
                "sum(longhorn_volume_robustness{state=~\"degraded|faulted\"}) or vector(0)",
                1));
        }

        return new("Data", panels);
    }
}
