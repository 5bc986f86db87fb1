using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>A row of the dashboard of backups: the snapshots of etcd.</summary>
internal static class EtcdDashboard
{
    /// <summary>The row.</summary>
    public static Dashboard Of() => SharedDashboards.Backups(new DashboardRow("Snapshots of etcd",
    [
        Panels.Bars(
            "Age of the newest snapshot",
            PanelUnit.Seconds,
            "time() - max by (node) (infra_etcd_snapshot_created_seconds{ready=\"true\"})",
            "{{node}}"),
        Panels.Number(
            "Snapshots that failed", PanelUnit.None, "count(infra_etcd_snapshot_created_seconds{ready=\"false\"}) or vector(0)", 1),
    ]));
}
