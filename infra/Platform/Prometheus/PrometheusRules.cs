using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of Prometheus, Alertmanager and what is watched outside the cluster.</summary>
internal static class PrometheusRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var observability = context.Spec.Observability;
        if (observability is not { Prometheus: null, Loki: null, Grafana: null })
        {
            context.Resolve(observability, "namespace", "namespace", observability.Namespace, context.Spec.Namespaces);
        }

        context.Unique(observability.Alerting.Receivers, "receiver");
        if (!context.OwnsCluster || PrometheusPart.PodsOf(context.Spec) is null)
        {
            return;
        }

        CheckRetention(context, observability.Prometheus!);
        CheckExporters(context, observability);
        if (observability.Alerting.Receivers.Count == 0)
        {
            context.Warn(
                observability,
                "alerting",
                "alerts are raised, and nobody is told",
                "add a receiver to observability.alerting.receivers");
        }
    }

    private static void CheckRetention(ValidationContext context, PrometheusSpec prometheus)
    {
        var needed = SampleVolume.Of(context.Spec.Cluster, prometheus.KeepFor);
        var size = prometheus.Size.Value * SampleVolume.Usable;
        if (needed > size)
        {
            const decimal Gi = 1024m * 1024 * 1024;
            context.Warn(
                prometheus,
                "keepFor",
                $"samples of {prometheus.KeepFor} need about {needed / Gi:0.#}Gi, and {size / Gi:0.#}Gi of the volume may be used: "
                    + "older ones are deleted earlier",
                "use a larger size, or keep the samples for a shorter time");
        }
    }

    /// <summary>A node exporter listens in the network of its host: a second one on the same port does not start.</summary>
    private static void CheckExporters(ValidationContext context, ObservabilitySpec observability)
    {
        var port = observability.Prometheus!.NodeExporterPort;
        foreach (var host in context.Spec.Compose.Hosts)
        {
            var isWatched = observability.ComposeHosts.Contains(host.Name) && port == PrometheusSpec.UsualNodeExporterPort;
            if (context.Spec.Cluster.RunsOn(host) && (isWatched || host.PortsInUse.Contains(port)))
            {
                context.Error(
                    observability.Prometheus,
                    "nodeExporterPort",
                    $"port {port} of the Docker host '{host.Name}', on which the cluster runs, is in use",
                    "choose another port for the node exporter of the cluster");
            }
        }
    }
}
