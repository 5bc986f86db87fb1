using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>Rows of Velero in the dashboards of backups and in the overview.</summary>
internal static class VeleroDashboard
{
    /// <summary>The dashboards.</summary>
    public static IReadOnlyList<Dashboard> Of() =>
    [
        SharedDashboards.Backups(new DashboardRow("Velero", [Age(), .. Rest()])),
        SharedDashboards.Overview(new DashboardRow("Velero", [Age()])),
    ];

    private static Panel Age() => Panels.Bars(
        "Age of the last backup",
        PanelUnit.Seconds,
        "time() - max by (schedule) (velero_backup_last_successful_timestamp{schedule!=\"\"} > 0)",
        "{{schedule}}");

    private static Panel[] Rest() =>
    [
        Panels.Lines(
            "Failed and incomplete backups within a day", PanelUnit.None,
            ("sum by (schedule) (increase(velero_backup_failure_total[1d]))", "{{schedule}} failed"),
            ("sum by (schedule) (increase(velero_backup_partial_failure_total[1d]))", "{{schedule}} incomplete")),
        Panels.Number(
            "Locations that do not answer", PanelUnit.None, "sum(velero_backup_location_status_gauge == bool 0) or vector(0)", 1),
    ];
}
