using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>The service in front of Grafana's pods.</summary>
public static class GrafanaEndpoint
{
    /// <summary>Name of the service, that of the release.</summary>
    public const string Service = "grafana";

    /// <summary>The service's port (<c>service.port</c> of the chart).</summary>
    public const int ServicePort = 80;

    /// <summary>Name of the port of the service.</summary>
    public const string PortName = "service";

    /// <summary>The pods' port (<c>service.targetPort</c> of the chart).</summary>
    public const int Port = 3000;

    /// <summary>Grafana's pods; null where it does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    public static PodsEnd? PodsOf(SystemSpec system) =>
        system.Observability is { Grafana.RunsOn: Placement.K3s or Placement.Both, Namespace: var @namespace }
        ? PodsEnd.Named(@namespace, "grafana")
        : null;
}
