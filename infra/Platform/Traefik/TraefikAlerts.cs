using Infra.Model;
using Infra.Monitoring;

namespace Infra.Platform;

/// <summary>The alerts on requests that Traefik passes to the services behind it.</summary>
internal static class TraefikAlerts
{
    private const int LeastFailures = 5;
    private const int LeastRequests = 50;

    /// <summary>The rules.</summary>
    /// <param name="system">The system; its stack owns the cluster.</param>
    public static IReadOnlyList<AlertRule> Of(SystemSpec system)
    {
        var alerts = new AlertList(system.Observability);
        alerts.Add(
            AlertSignal.ErrorRate,
            static threshold =>
                "sum by (service) (rate(traefik_service_requests_total{code=~\"5..\"}[10m])) "
                + "/ sum by (service) (rate(traefik_service_requests_total[10m])) * 100 "
                + $">= {AlertList.Number(threshold)} and on (service) "
                + $"round(sum by (service) (increase(traefik_service_requests_total{{code=~\"5..\"}}[10m]))) >= {LeastFailures}",
            """{{ printf "%.1f" $value }} % of the requests to {{ $labels.service }} fail.""",
            $"Visitors see errors of the server (5xx): at least {LeastFailures} in ten minutes, so that a single one at night wakes "
                + "nobody. Look now.");
        var selector = LongRequests(system) is { Length: > 0 } names
            ? $"{{protocol!=\"websocket\",service!~\".*-({names})-.*\"}}"
            : "{protocol!=\"websocket\"}";
        alerts.Add(
            AlertSignal.Latency,
            threshold =>
                "histogram_quantile(0.99, sum by (service, le) "
                + $"(rate(traefik_service_request_duration_seconds_bucket{selector}[10m]))) * 1000 >= {AlertList.Number(threshold)} "
                + "and on (service) sum by (service) (increase(traefik_service_request_duration_seconds_count[10m])) "
                + $">= {LeastRequests}",
            """One in a hundred requests to {{ $labels.service }} takes more than {{ printf "%.0f" $value }} ms.""",
            $"Pages are slow for some visitors, of at least {LeastRequests} requests in ten minutes. It can wait until morning unless "
                + "errors are reported as well.");
        return alerts.Rules;
    }

    /// <summary>Names of the apps whose requests wait on purpose for news, as Discourse's do for up to half a minute.</summary>
    private static string LongRequests(SystemSpec system) =>
        string.Join('|', system.Apps.Where(app => app.Discourse is not null).Select(app => app.Name));
}
