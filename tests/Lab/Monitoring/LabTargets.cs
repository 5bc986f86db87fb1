using System.Text.Json;
using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Monitoring;

/// <summary>
/// The node exporters of one planned node and of the planned Docker host, with the labels and relabelings of the plan. Only the addresses
/// are the lab's, and the node's name comes from a label in place of Kubernetes.
/// </summary>
internal sealed record LabTargets(PlanGraph Plan, string Node, string Host)
{
    /// <summary>Reads the names from a planned stack.</summary>
    public static LabTargets Of(PlannedStack stack) =>
        new(stack.Plan, stack.Spec.Cluster.Nodes[0].Name, Assert.Single(stack.Spec.Observability.ComposeHosts));

    /// <summary>The configuration of what Prometheus fetches, as JSON.</summary>
    /// <param name="nodeAddress">Address of the node's exporter.</param>
    /// <param name="hostAddress">Address of the Docker host's exporter.</param>
    public string Text(string nodeAddress, string hostAddress)
    {
        var planned = Plan.Resources.Single(resource => resource.Name == $"prometheus-{Host}-{PrometheusValues.NodeExporterJob}")
            .Inputs["spec"]!;
        var ofHost = Assert.Single(planned["staticConfigs"]!.Items)["labels"]!;
        var ofNode = Plan.Resources.Single(resource => resource.Name == "prometheus-stack").Inputs
            .At("values", PrometheusValues.NodeExporter, "prometheus", "monitor", "relabelings")!;
        var named = new { target_label = "job", replacement = PrometheusValues.NodeExporterJob };
        return JsonSerializer.Serialize(new[]
        {
            Job("nodes", nodeAddress, new { __meta_kubernetes_pod_node_name = Node }, [.. ofNode.Items.Select(Relabeling), named]),
            Job("hosts", hostAddress, Plans.Plain(ofHost)!, [.. planned["relabelings"]!.Items.Select(Relabeling)]),
        });
    }

    private static object Job(string name, string address, object labels, object[] relabelings) => new
    {
        job_name = name,
        static_configs = new[] { new { targets = new[] { address }, labels } },
        relabel_configs = relabelings,
    };

    private static object Relabeling(PlanValue planned) => planned.Keys.ToDictionary(
        key => JsonNamingPolicy.SnakeCaseLower.ConvertName(key), key => Plans.Plain(planned[key]!), StringComparer.Ordinal);
}
