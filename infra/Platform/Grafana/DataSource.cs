using Infra.Model;

namespace Infra.Platform;

/// <summary>A source that Grafana queries.</summary>
/// <param name="Uid">Its identifier, by which dashboards refer to it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">The plugin that reads it.</param>
/// <param name="Url">Its URL.</param>
public sealed record DataSource(string Uid, string Name, string Type, string Url)
{
    /// <summary>Identifier of Prometheus.</summary>
    public const string Prometheus = "prometheus";

    /// <summary>Identifier of Loki.</summary>
    public const string Loki = "loki";

    /// <summary>Identifier of Alertmanager.</summary>
    public const string Alertmanager = "alertmanager";

    /// <summary>
    /// The sources of a system: those in the cluster, and in the place of one that runs in Docker the described URL. A source that no
    /// longer exists is removed from Grafana (<see cref="Removed"/>).
    /// </summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<DataSource> Of(SystemSpec system)
    {
        var watch = system.Observability;
        var sources = new List<DataSource>();
        if ((PrometheusEndpoint.Of(system) ?? watch.Prometheus?.Url) is { } metrics)
        {
            sources.Add(new(Prometheus, "Prometheus", "prometheus", metrics));
        }

        if ((LokiEndpoint.Of(system) ?? watch.Loki?.Url) is { } logs)
        {
            sources.Add(new(Loki, "Loki", "loki", logs));
        }

        if (AlertmanagerEndpoint.PodsOf(system) is { } alerts)
        {
            var url = $"http://{AlertmanagerEndpoint.Service}.{alerts.Namespace}.svc:{AlertmanagerEndpoint.Port}";
            sources.Add(new(Alertmanager, "Alertmanager", "alertmanager", url));
        }

        return sources;
    }

    /// <summary>Names of the sources that Grafana forgets, because the system has them no more.</summary>
    /// <param name="sources">The sources of the system.</param>
    public static IReadOnlyList<string> Removed(IReadOnlyList<DataSource> sources) =>
        [.. ((string[])["Prometheus", "Loki", "Alertmanager"]).Where(name => sources.All(source => source.Name != name))];
}
