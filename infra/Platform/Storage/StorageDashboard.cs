using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>Row of all claims in the dashboard of storage. Volumes of local-path have no figures: their disk is that of the node.</summary>
internal static class StorageDashboard
{
    private const string Use =
        "100 * (1 - kubelet_volume_stats_available_bytes{namespace=~\"$namespace\"} "
            + "/ kubelet_volume_stats_capacity_bytes{namespace=~\"$namespace\"})";

    private const string NodeDisk = "mountpoint=\"/\", fstype!~\"tmpfs|overlay\"";

    /// <summary>The row.</summary>
    public static Dashboard Of() => SharedDashboards.Storage(new DashboardRow("Room",
    [
        Panels.Bars(
            "Claims",
            PanelUnit.Percent,
            $"max by (namespace, persistentvolumeclaim) ({Use})",
            "{{namespace}}/{{persistentvolumeclaim}}",
            70,
            85),
        Panels.Lines(
            "Claims over time", PanelUnit.Percent,
            ($"max by (namespace, persistentvolumeclaim) ({Use})", "{{namespace}}/{{persistentvolumeclaim}}")),
        Panels.Bars(
            "Disks of nodes",
            PanelUnit.Percent,
            $"max by (instance) (100 * (1 - node_filesystem_avail_bytes{{{NodeDisk}}} / node_filesystem_size_bytes{{{NodeDisk}}}))",
            "{{instance}}",
            70,
            85),
    ]));
}
