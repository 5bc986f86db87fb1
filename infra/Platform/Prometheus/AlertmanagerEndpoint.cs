using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>The service in front of Alertmanager's pods.</summary>
public static class AlertmanagerEndpoint
{
    /// <summary>The port.</summary>
    public const int Port = 9093;

    /// <summary>
    /// Name of the service, which the operator creates for every Alertmanager
    /// (https://prometheus-operator.dev/docs/platform/platform-guide/).
    /// </summary>
    public const string Service = "alertmanager-operated";

    /// <summary>Alertmanager's pods; null where it does not run on the cluster. It runs where Prometheus does.</summary>
    /// <param name="system">The system.</param>
    public static PodsEnd? PodsOf(SystemSpec system) =>
        PrometheusPart.PodsOf(system) is { } prometheus ? PodsIn(prometheus.Namespace) : null;

    /// <summary>Alertmanager's pods in the namespace of Prometheus.</summary>
    /// <param name="namespace">The namespace.</param>
    internal static PodsEnd PodsIn(string @namespace) => PodsEnd.Named(@namespace, "alertmanager");
}
