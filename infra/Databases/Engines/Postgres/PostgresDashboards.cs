using Infra.Monitoring;

namespace Infra.Databases;

/// <summary>Rows of PostgreSQL in the dashboards of databases and backups.</summary>
internal static class PostgresDashboards
{
    private const string Choice = "namespace=~\"$namespace\"";

    /// <summary>The dashboards.</summary>
    /// <param name="archived">Whether a server has an archive.</param>
    public static IReadOnlyList<Dashboard> Of(bool archived)
    {
        var dashboards = new List<Dashboard> { SharedDashboards.Databases(Servers()), SharedDashboards.Overview(Lag()) };
        if (archived)
        {
            dashboards.Add(SharedDashboards.Backups(Archives()));
        }

        return dashboards;
    }

    private static DashboardRow Lag() => new("PostgreSQL",
    [
        Panels.Lines("Replication lag", PanelUnit.Seconds, ("max by (namespace, pod) (cnpg_pg_replication_lag)", "{{namespace}}/{{pod}}")),
        Panels.Table(
            "Instances: 0 is the primary", PanelUnit.None, "max by (namespace, pod) (cnpg_pg_replication_in_recovery)"),
    ]);

    private static DashboardRow Servers() => new("PostgreSQL",
    [
        Panels.Table(
            "Instances: 0 is the primary", PanelUnit.None, $"max by (namespace, pod) (cnpg_pg_replication_in_recovery{{{Choice}}})"),
        Panels.Lines("Replication lag", PanelUnit.Seconds, ($"max by (pod) (cnpg_pg_replication_lag{{{Choice}}})", "{{pod}}")),
        Panels.Lines(
            "Connections", PanelUnit.None, ($"sum by (pod) (cnpg_backends_total{{{Choice}}})", "{{pod}}"),
            ($"max by (pod) (cnpg_pg_settings_setting{{name=\"max_connections\", {Choice}}})", "{{pod}} limit")),
        Panels.Lines(
            "Commits", PanelUnit.RequestsPerSecond,
            ($"sum by (pod, datname) (rate(cnpg_pg_stat_database_xact_commit{{{Choice}}}[$__rate_interval]))", "{{pod}} {{datname}}")),
        Panels.Lines(
            "Longest transaction", PanelUnit.Seconds,
            ($"max by (pod) (cnpg_backends_max_tx_duration_seconds{{{Choice}}})", "{{pod}}")),
        Panels.Lines(
            "Size of databases", PanelUnit.Bytes,
            ($"max by (datname) (cnpg_pg_database_size_bytes{{{Choice}}})", "{{datname}}")),
    ]);

    private static DashboardRow Archives() => new("Archives of PostgreSQL",
    [
        Panels.Bars(
            "Age of the last base backup",
            PanelUnit.Seconds,
            "time() - max by (namespace, pod) (barman_cloud_cloudnative_pg_io_last_available_backup_timestamp > 0)",
            "{{namespace}}/{{pod}}"),
        Panels.Lines(
            "Time since the last archived segment", PanelUnit.Seconds,
            ("max by (pod) (cnpg_pg_stat_archiver_seconds_since_last_archival)", "{{pod}}")),
        Panels.Lines(
            "Segments that wait", PanelUnit.None,
            ("max by (pod) (cnpg_collector_pg_wal_archive_status{value=\"ready\"})", "{{pod}}")),
    ]);
}
