using Infra.Model;

namespace Infra.Platform;

/// <summary>The address at which clients in the cluster query Prometheus.</summary>
public static class PrometheusEndpoint
{
    /// <summary>The port.</summary>
    public const int Port = 9090;

    /// <summary>
    /// The service in front of Prometheus's pods. Its operator creates it for every Prometheus under this name, whatever the release is
    /// called (https://prometheus-operator.dev/docs/platform/platform-guide/).
    /// </summary>
    public const string Service = "prometheus-operated";

    /// <summary>The URL; null where Prometheus does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    public static string? Of(SystemSpec system) => PrometheusPart.PodsOf(system) is { } pods
        ? $"http://{Service}.{pods.Namespace}.svc:{Port}"
        : null;
}
