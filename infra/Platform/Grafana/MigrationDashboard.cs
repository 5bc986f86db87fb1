using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The dashboard of a migration: both sides of each service that lives in Docker and in the cluster, and their shares.</summary>
internal static class MigrationDashboard
{
    /// <summary>Whether the system has Docker hosts.</summary>
    /// <param name="system">The system.</param>
    public static bool IsIn(SystemSpec system) => system.Compose.Hosts.Count > 0;

    /// <summary>The dashboard.</summary>
    /// <param name="system">The system.</param>
    public static Dashboard Of(SystemSpec system)
    {
        // Traefik names a service <namespace>-<service>-<port>@kubernetescrd, and a bridge's service ends in the Docker host's name.
        var docker = $".+-({string.Join('|', system.Compose.Hosts.Select(host => host.Name))})-[a-z0-9-]+@kubernetescrd";
        return new()
        {
            Name = "migration",
            Title = "Migration",
            Description = "Which share of the requests does each side answer, and does one of them answer worse?",
            Choices = [new("service", "Service", "traefik_service_requests_total", "service")],
            Rows = [Side("Requests answered in the cluster", "!~", docker), Side("Requests answered in Docker", "=~", docker), Use()],
        };
    }

    private static DashboardRow Side(string title, string match, string docker)
    {
        var services = $"service{match}\"{docker}\", service=~\"$service\"";
        return new(title,
        [
            Panels.Lines(
                "Share of all requests", PanelUnit.Percent,
                ($"100 * sum by (service) (rate(traefik_service_requests_total{{{services}}}[$__rate_interval])) "
                    + "/ ignoring (service) group_left sum(rate(traefik_service_requests_total{service=~\"$service\"}[$__rate_interval]))",
                    "{{service}}")),
            Panels.Lines(
                "Failed requests", PanelUnit.Percent,
                ($"100 * sum by (service) (rate(traefik_service_requests_total{{code=~\"5..\", {services}}}[$__rate_interval])) "
                    + $"/ sum by (service) (rate(traefik_service_requests_total{{{services}}}[$__rate_interval]))", "{{service}}")),
            Panels.Lines(
                "Time of 95 % of the requests", PanelUnit.Seconds,
                ("histogram_quantile(0.95, sum by (service, le) "
                    + $"(rate(traefik_service_request_duration_seconds_bucket{{{services}}}[$__rate_interval])))", "{{service}}")),
        ]);
    }

    private static DashboardRow Use() => new("Both sides",
    [
        Panels.Lines(
            "Memory of containers in Docker", PanelUnit.Bytes,
            ("sum by (host, name) (container_memory_working_set_bytes{job=\"cadvisor\", name!=\"\"})", "{{host}} {{name}}")),
        Panels.Lines(
            "Memory of pods", PanelUnit.Bytes,
            ("sum by (namespace) (container_memory_working_set_bytes{job=\"kubelet\", container!=\"\"})", "{{namespace}}")),
    ]);
}
