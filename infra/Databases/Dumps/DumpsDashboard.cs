using Infra.Monitoring;

namespace Infra.Databases;

/// <summary>A row of the dashboard of backups: the jobs that run on a schedule, dumps and restore tests among them.</summary>
internal static class DumpsDashboard
{
    /// <summary>The row.</summary>
    public static Dashboard Of() => SharedDashboards.Backups(
        new DashboardRow("Scheduled jobs",
        [
            Panels.Table(
                "Age of the last success of each job",
                PanelUnit.Seconds,
                "sort_desc(time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time))"),
            Panels.Table("Failed jobs", PanelUnit.None, "max by (namespace, job_name) (kube_job_status_failed) > 0"),
        ]));
}
