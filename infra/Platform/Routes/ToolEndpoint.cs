using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>The pods and the service that answer for a tool of the platform.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="Port">The pods' port.</param>
/// <param name="Service">The service, in the namespace of the pods.</param>
/// <param name="ServicePort">The service's port.</param>
public sealed record ToolEndpoint(PodsEnd Pods, int Port, string Service, int ServicePort)
{
    /// <summary>The endpoint of a tool; null where the tool does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    /// <param name="tool">The tool.</param>
    public static ToolEndpoint? Of(SystemSpec system, PlatformTool tool) => tool switch
    {
        PlatformTool.Grafana when GrafanaEndpoint.PodsOf(system) is { } pods =>
            new(pods, GrafanaEndpoint.Port, GrafanaEndpoint.Service, GrafanaEndpoint.ServicePort),
        PlatformTool.Prometheus when PrometheusPart.PodsOf(system) is { } pods =>
            new(pods, PrometheusEndpoint.Port, PrometheusEndpoint.Service, PrometheusEndpoint.Port),
        PlatformTool.Alertmanager when AlertmanagerEndpoint.PodsOf(system) is { } pods =>
            new(pods, AlertmanagerEndpoint.Port, AlertmanagerEndpoint.Service, AlertmanagerEndpoint.Port),
        _ => null,
    };
}
