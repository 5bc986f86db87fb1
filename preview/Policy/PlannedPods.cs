using Infra.Preview.Graph;

namespace Infra.Preview.Policy;

/// <summary>Pods of a planned workload, job or single pod.</summary>
public sealed class PlannedPods
{
    private static readonly Dictionary<string, string> NoLabels = [];

    private PlannedPods(PlanResource resource, PlanValue pod, PlanValue? metadata)
    {
        Resource = resource;
        Pod = pod;
        Kind = resource.Inputs.TextOf("kind") ?? "";
        Namespace = resource.Inputs.At("metadata", "namespace")?.Text ?? "default";
        Name = resource.Inputs.At("metadata", "name")?.Text ?? resource.Name;
        Labels = LabelsOf(metadata);
    }

    /// <summary>The planned resource.</summary>
    public PlanResource Resource { get; }

    /// <summary>Kind of the resource.</summary>
    public string Kind { get; }

    /// <summary>Namespace of the pods.</summary>
    public string Namespace { get; }

    /// <summary>Name of the resource in its namespace.</summary>
    public string Name { get; }

    /// <summary>Specification of each pod.</summary>
    public PlanValue Pod { get; }

    /// <summary>Labels of the pods.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Whether the pods run until they are replaced; otherwise they end by themselves.</summary>
    public bool IsLongRunning => Kind is not ("Job" or "CronJob" or "Pod");

    /// <summary>Whether the pods belong to an app.</summary>
    public bool IsOfAnApp => Resource.Urn.Contains("infra:apps:App$", StringComparison.Ordinal);

    /// <summary>All containers, those that prepare the pod first.</summary>
    public IEnumerable<PlanValue> Containers => [.. Pod["initContainers"]?.Items ?? [], .. Pod["containers"]?.Items ?? []];

    /// <summary>Containers that run as long as the pod: the main ones, and those beside them that start first.</summary>
    public IEnumerable<PlanValue> RunningContainers =>
        Containers.Where(container => container.TextOf("restartPolicy") == "Always").Concat(Pod["containers"]?.Items ?? []);

    /// <summary>Pods of a resource; null for one that has none, or whose pods an operator makes.</summary>
    public static PlannedPods? Of(PlanResource resource)
    {
        var spec = resource.Inputs["spec"];
        return resource.Inputs.TextOf("kind") switch
        {
            "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" => In(spec?["template"]),
            "CronJob" => In(spec?.At("jobTemplate", "spec", "template")),
            "Pod" when spec is not null => new(resource, spec, resource.Inputs["metadata"]),
            _ => null,
        };

        PlannedPods? In(PlanValue? template) =>
            template?["spec"] is { } pod ? new PlannedPods(resource, pod, template["metadata"]) : null;
    }

    private static Dictionary<string, string> LabelsOf(PlanValue? metadata)
    {
        if (metadata?["labels"] is not { } labels)
        {
            return NoLabels;
        }

        var found = new Dictionary<string, string>(labels.Keys.Count, StringComparer.Ordinal);
        for (var index = 0; index < labels.Keys.Count; index++)
        {
            found[labels.Keys[index]] = labels.Items[index].Text;
        }

        return found;
    }
}
