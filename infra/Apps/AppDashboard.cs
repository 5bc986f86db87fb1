using Infra.Model;
using Infra.Monitoring;
using Infra.Platform;

namespace Infra.Apps;

/// <summary>The dashboard of an app: choose the namespace and the pods.</summary>
internal static class AppDashboard
{
    private const string Pods = "namespace=~\"$namespace\", pod=~\"$pod\"";
    private const string Containers = "namespace=~\"$namespace\", pod=~\"$pod\", container!=\"\"";
    private const string Services = "service=~\"$service\"";

    /// <summary>The dashboard.</summary>
    /// <param name="system">The system.</param>
    public static Dashboard Of(SystemSpec system)
    {
        var rows = new List<DashboardRow> { Running(), Requests() };
        if (DataSource.Of(system).Any(source => source.Uid == DataSource.Loki))
        {
            rows.Add(new("Log",
            [
                new()
                {
                    Title = "Log of the pods",
                    Kind = PanelKind.Logs,
                    Queries = [new("{namespace=~\"$namespace\", pod=~\"$pod\"}")],
                },
            ]));
        }

        return new()
        {
            Name = "app",
            Title = "App",
            Description = "Does an app run, does it answer, and does it have enough?",
            Choices =
            [
                new(SharedDashboards.Namespace, "Namespace", "kube_pod_info", "namespace"),
                new("pod", "Pod", "kube_pod_info{namespace=~\"$namespace\"}", "pod"),
                new("service", "Service of Traefik", "traefik_service_requests_total", "service"),
            ],
            Rows = rows,
        };
    }

    private static DashboardRow Running() => new("Pods",
    [
        Panels.Table("Pods", PanelUnit.None, $"kube_pod_status_phase{{{Pods}}} == 1"),
        Panels.Lines(
            "CPU against requests", PanelUnit.Cpus,
            ($"sum by (pod) (rate(container_cpu_usage_seconds_total{{{Containers}}}[$__rate_interval]))", "{{pod}}"),
            ($"sum by (pod) (kube_pod_container_resource_requests{{resource=\"cpu\", {Pods}}})", "{{pod}} requests")),
        Panels.Lines(
            "Memory against limits", PanelUnit.Bytes,
            ($"sum by (pod) (container_memory_working_set_bytes{{{Containers}}})", "{{pod}}"),
            ($"sum by (pod) (kube_pod_container_resource_limits{{resource=\"memory\", {Pods}}})", "{{pod}} limit")),
        Panels.Lines(
            "Restarts within an hour", PanelUnit.None,
            ($"sum by (pod, container) (increase(kube_pod_container_status_restarts_total{{{Pods}}}[1h]))", "{{pod}} {{container}}")),
        Panels.Lines(
            "Throttled time", PanelUnit.Percent,
            ($"100 * sum by (pod) (rate(container_cpu_cfs_throttled_periods_total{{{Containers}}}[$__rate_interval])) "
                + $"/ sum by (pod) (rate(container_cpu_cfs_periods_total{{{Containers}}}[$__rate_interval]))", "{{pod}}")),
    ]);

    private static DashboardRow Requests() => new("Requests",
    [
        Panels.Lines(
            "Requests", PanelUnit.RequestsPerSecond,
            ($"sum by (service, code) (rate(traefik_service_requests_total{{{Services}}}[$__rate_interval]))", "{{service}} {{code}}")),
        Panels.Lines(
            "Failed requests", PanelUnit.Percent,
            ($"100 * sum by (service) (rate(traefik_service_requests_total{{code=~\"5..\", {Services}}}[$__rate_interval])) "
                + $"/ sum by (service) (rate(traefik_service_requests_total{{{Services}}}[$__rate_interval]))", "{{service}}")),
        Panels.Lines(
            "Time of 95 % of the requests", PanelUnit.Seconds,
            ("histogram_quantile(0.95, sum by (service, le) "
                + $"(rate(traefik_service_request_duration_seconds_bucket{{{Services}}}[$__rate_interval])))", "{{service}}")),
    ]);
}
