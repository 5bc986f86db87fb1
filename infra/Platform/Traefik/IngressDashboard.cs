using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The dashboard of Traefik: requests, failures and times, and the certificates.</summary>
internal static class IngressDashboard
{
    /// <summary>The dashboard.</summary>
    /// <param name="system">The system.</param>
    public static Dashboard Of(SystemSpec system)
    {
        var rows = new List<DashboardRow> { EntryPoints(), Services() };
        if (system.Ingress.Tls.Mode == TlsMode.CertManager)
        {
            rows.Add(new("Certificates",
            [
                Panels.Table(
                    "Time until certificates expire",
                    PanelUnit.Seconds,
                    "sort(min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds - time()))"),
                Panels.Table(
                    "Certificates that are not ready",
                    PanelUnit.None,
                    "max by (namespace, name) (certmanager_certificate_ready_status{condition!=\"True\"}) == 1"),
            ]));
        }

        return new()
        {
            Name = "ingress",
            Title = "Ingress",
            Description = "Do requests arrive, are they answered, and how fast?",
            Choices = [new("service", "Service", "traefik_service_requests_total", "service")],
            Rows = rows,
        };
    }

    private static DashboardRow EntryPoints() => new("Entry points",
    [
        Panels.Lines(
            "Requests", PanelUnit.RequestsPerSecond,
            ("sum by (entrypoint, code) (rate(traefik_entrypoint_requests_total[$__rate_interval]))", "{{entrypoint}} {{code}}")),
        Panels.Lines(
            "Requests by node", PanelUnit.RequestsPerSecond,
            ("sum by (node) (rate(traefik_entrypoint_requests_total[$__rate_interval]))", "{{node}}")),
        Panels.Lines(
            "Open connections", PanelUnit.None, ("sum by (entrypoint) (traefik_open_connections)", "{{entrypoint}}")),
    ]);

    private static DashboardRow Services() => new("Services",
    [
        Panels.Lines(
            "Requests", PanelUnit.RequestsPerSecond,
            ("sum by (service) (rate(traefik_service_requests_total{service=~\"$service\"}[$__rate_interval]))", "{{service}}")),
        Panels.Lines(
            "Failed requests", PanelUnit.Percent,
            ("100 * sum by (service) (rate(traefik_service_requests_total{code=~\"5..\", service=~\"$service\"}[$__rate_interval])) "
                + "/ sum by (service) (rate(traefik_service_requests_total{service=~\"$service\"}[$__rate_interval]))", "{{service}}")),
        Panels.Lines(
            "Time of 95 % of the requests", PanelUnit.Seconds,
            ("histogram_quantile(0.95, sum by (service, le) "
                + "(rate(traefik_service_request_duration_seconds_bucket{service=~\"$service\"}[$__rate_interval])))", "{{service}}")),
    ]);
}
