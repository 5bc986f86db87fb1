using Infra.Monitoring;

namespace Infra.Databases;

/// <summary>A row of MySQL in the dashboard of databases.</summary>
internal static class MySqlDashboard
{
    private const string Choice = "namespace=~\"$namespace\"";

    /// <summary>The row.</summary>
    public static Dashboard Of() => SharedDashboards.Databases(
        new DashboardRow("MySQL",
        [
            Panels.Lines(
                "Members that are in step", PanelUnit.None,
                ($"sum by (namespace) (mysql_global_status_wsrep_local_state{{{Choice}}} == bool 4)", "{{namespace}}"),
                ($"max by (namespace) (mysql_global_status_wsrep_cluster_size{{{Choice}}})", "{{namespace}} members")),
            Panels.Lines(
                "Time stopped by the slowest member", PanelUnit.Percent,
                ($"100 * max by (pod) (mysql_global_status_wsrep_flow_control_paused{{{Choice}}})", "{{pod}}")),
            Panels.Lines(
                "Connections", PanelUnit.None,
                ($"max by (pod) (mysql_global_status_threads_connected{{{Choice}}})", "{{pod}}"),
                ($"max by (pod) (mysql_global_variables_max_connections{{{Choice}}})", "{{pod}} limit")),
        ]));
}
