using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>Rows of Longhorn's volumes and disks in the dashboard of storage.</summary>
internal static class LonghornDashboard
{
    /// <summary>The rows.</summary>
    public static Dashboard Of() => SharedDashboards.Storage(Volumes(), Disks());

    private static DashboardRow Volumes() => new("Volumes of Longhorn",
    [
        Panels.Number("Degraded volumes", PanelUnit.None, "sum(longhorn_volume_robustness{state=\"degraded\"}) or vector(0)", 1),
        Panels.Number("Lost volumes", PanelUnit.None, "sum(longhorn_volume_robustness{state=\"faulted\"}) or vector(0)", 1),
        Panels.Number("Nodes without storage", PanelUnit.None, "sum(longhorn_node_status{condition=\"ready\"} == bool 0)", 1),
        Panels.Table(
            "Volumes that are not healthy",
            PanelUnit.None,
            "max by (volume, pvc_namespace, pvc, state) (longhorn_volume_robustness{state=~\"degraded|faulted\"}) == 1"),
        Panels.Lines("Read", PanelUnit.BytesPerSecond, ("topk(8, sum by (pvc) (longhorn_volume_read_throughput))", "{{pvc}}")),
        Panels.Lines("Written", PanelUnit.BytesPerSecond, ("topk(8, sum by (pvc) (longhorn_volume_write_throughput))", "{{pvc}}")),
    ]);

    private static DashboardRow Disks() => new("Disks of Longhorn",
    [
        Panels.Bars(
            "Used",
            PanelUnit.Percent,
            "max by (node) (100 * longhorn_node_storage_usage_bytes / longhorn_node_storage_capacity_bytes)",
            "{{node}}",
            70,
            85),
    ]);
}
