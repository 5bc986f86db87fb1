using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of Grafana: a source to query, and addresses that it can reach.</summary>
internal static class GrafanaRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var watch = context.Spec.Observability;
        if (!context.OwnsCluster || GrafanaEndpoint.PodsOf(context.Spec) is null)
        {
            return;
        }

        if (DataSource.Of(context.Spec).Count == 0)
        {
            context.Warn(
                watch.Grafana!,
                null,
                "Grafana runs in the cluster and has nothing to query",
                "set runsOn of observability.prometheus or observability.loki to k3s, or the url at which it answers in Docker");
        }

        CheckUrl(watch.Prometheus, watch.Prometheus?.RunsOn, watch.Prometheus?.Url, "prometheus", PrometheusEndpoint.Port);
        CheckUrl(watch.Loki, watch.Loki?.RunsOn, watch.Loki?.Url, "loki", LokiEndpoint.Port);

        void CheckUrl(object? record, Placement? runsOn, string? url, string name, int port)
        {
            if (record is null)
            {
                return;
            }

            if (runsOn == Placement.Compose && url is null)
            {
                context.Warn(
                    record,
                    "url",
                    $"Grafana runs in the cluster, {name} in Docker, and nothing says where",
                    $"set observability.{name}.url to the address at which the Docker host publishes it, as http://192.0.2.14:{port}");
            }
            else if (runsOn == Placement.Nowhere && url is not null)
            {
                context.Error(record, "url", $"{name} runs nowhere", "leave url out, or set runsOn: compose");
            }

            if (url is not null && !ServiceEndpoint.TryParse(url, out _, out var problem))
            {
                context.Error(record, "url", problem, $"write scheme, host and port alone, as http://192.0.2.14:{port}");
            }
        }
    }
}
