using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on the resources of containers.</summary>
internal static class ResourceRules
{
    private static readonly string[] Amounts = ["cpu", "memory"];
    private static readonly string[] ContainerLists = ["containers", "initContainers", "sidecars"];

    /// <summary>Requests and limits of every container.</summary>
    public static PolicyRule Containers { get; } = new(
        "limits",
        "has containers without a request or a limit of CPU or memory",
        "Without requests the scheduler puts too many pods on a node; without limits one pod takes what the others need.",
        "Set requestCpu, requestMemory, limitCpu and limitMemory under resources.",
        "",
        scene => scene.Objects.SelectMany(Find));

    private static IEnumerable<PolicyObject> Find(PlanResource resource) =>
        from part in Parts(resource)
        let missing = Missing(part.Resources)
        where missing.Length > 0
        select PolicyObject.Of(resource, $"{part.Name}: no {missing}");

    private static IEnumerable<(string Name, PlanValue? Resources)> Parts(PlanResource resource)
    {
        if (PlannedPods.Of(resource) is { } pods)
        {
            return pods.Containers.Select(Container);
        }

        // Of charts, only the values are known that were written; the others have the chart's defaults.
        return resource.Inputs["spec"] is { } spec && ChartSettings.Of(resource) is null ? OfOperator(spec, "spec") : [];
    }

    /// <summary>
    /// Pods that an operator makes of a custom resource, whatever its kind: sections with a number of instances and an image, further
    /// sections with resources, and containers in the form of Kubernetes.
    /// </summary>
    private static IEnumerable<(string Name, PlanValue? Resources)> OfOperator(PlanValue value, string path)
    {
        if (value.Kind == PlanValueKind.Map)
        {
            if (value["enabled"] is { Kind: PlanValueKind.Truth, IsTrue: false })
            {
                yield break;
            }

            var resources = value["resources"];
            if (resources is { Kind: PlanValueKind.Map } && resources.At("requests", "storage") is null)
            {
                yield return (path, resources);
            }
            else if (resources is null
                && (Has(value, "instances") || Has(value, "size"))
                && (HasText(value, "image") || HasText(value, "imageName")))
            {
                yield return (path, null);
            }
        }

        for (var index = 0; index < value.Items.Count; index++)
        {
            var (item, key) = (value.Items[index], value.Kind == PlanValueKind.Map ? value.Keys[index] : $"{index}");
            var below = ContainerLists.Contains(key) && item.Kind == PlanValueKind.List
                ? item.Items.Select(Container)
                : item.Kind is PlanValueKind.Map or PlanValueKind.List ? OfOperator(item, $"{path}.{key}") : [];
            foreach (var part in below)
            {
                yield return part;
            }
        }
    }

    private static bool Has(PlanValue map, string key) => map[key] is { Kind: PlanValueKind.Number, Number: > 0 };

    private static bool HasText(PlanValue map, string key) => map[key] is { Kind: PlanValueKind.Text };

    private static (string Name, PlanValue? Resources) Container(PlanValue container) =>
        ($"container {container.TextOf("name")}", container["resources"]);

    private static string Missing(PlanValue? resources)
    {
        var missing = new List<string>();
        foreach (var amount in Amounts)
        {
            foreach (var (key, noun) in (ReadOnlySpan<(string, string)>)[("requests", "request"), ("limits", "limit")])
            {
                if (resources?.At(key, amount) is null)
                {
                    missing.Add($"{(amount == "cpu" ? "CPU" : amount)} {noun}");
                }
            }
        }

        return string.Join(", no ", missing);
    }
}
