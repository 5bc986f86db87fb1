using Infra.Preview.Graph;

namespace Infra.Preview.Checks;

/// <summary>
/// Finds planned objects of API versions that Kubernetes removes, from those removed in 1.25 on. Sources: the deprecated API migration
/// guide (kubernetes.io/docs/reference/using-api/deprecation-guide, last entry 1.32), and for Endpoints
/// kubernetes.io/blog/2025/04/24/endpoints-deprecation. Objects from charts and downloaded manifests are not in a plan and therefore not
/// checked.
/// </summary>
public static class DeprecatedApis
{
    /// <summary>Finds the deprecated objects of a plan, in the plan's order.</summary>
    /// <param name="graph">The plan.</param>
    /// <param name="minor">The pinned minor version of Kubernetes 1.</param>
    public static IReadOnlyList<DeprecatedApi> In(PlanGraph graph, int minor)
    {
        var found = new List<DeprecatedApi>();
        foreach (var resource in graph.Resources)
        {
            if (!resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
            {
                continue;
            }
            Add(found, resource.Name, resource.Inputs, minor);
            foreach (var one in resource.Inputs["objs"]?.Items ?? [])
            {
                Add(found, resource.Name, one, minor);
            }
        }
        return found;
    }

    private static void Add(List<DeprecatedApi> found, string resource, PlanValue thing, int minor)
    {
        var (version, kind) = (thing.TextOf("apiVersion"), thing.TextOf("kind"));
        if (version == "v1" && kind == "Endpoints" && minor >= 33)
        {
            found.Add(new(
                IsGone: false,
                resource + ": warning: v1 Endpoints is deprecated since Kubernetes 1.33; use discovery.k8s.io/v1 EndpointSlice"));
        }
        else if (RemovalOf(version, kind) is { } removal)
        {
            var gone = minor >= removal.Since;
            var state = gone
                ? " is no longer served since Kubernetes 1." + removal.Since
                : " will not be served from Kubernetes 1." + removal.Since + " on";
            found.Add(new(gone, resource + ": " + (gone ? "" : "warning: ") + version + " " + kind + state + "; use " + removal.Instead));
        }
    }

    private static Removal? RemovalOf(string? version, string? kind) => (version, kind) switch
    {
        ("batch/v1beta1", "CronJob") => new(25, "batch/v1"),
        ("discovery.k8s.io/v1beta1", "EndpointSlice") => new(25, "discovery.k8s.io/v1"),
        ("events.k8s.io/v1beta1", "Event") => new(25, "events.k8s.io/v1"),
        ("autoscaling/v2beta1", "HorizontalPodAutoscaler") => new(25, "autoscaling/v2"),
        ("policy/v1beta1", "PodDisruptionBudget") => new(25, "policy/v1"),
        ("policy/v1beta1", "PodSecurityPolicy") => new(25, "the Pod Security labels of the namespace"),
        ("node.k8s.io/v1beta1", "RuntimeClass") => new(25, "node.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema" or "PriorityLevelConfiguration")
            => new(26, "flowcontrol.apiserver.k8s.io/v1"),
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler") => new(26, "autoscaling/v2"),
        ("storage.k8s.io/v1beta1", "CSIStorageCapacity") => new(27, "storage.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta2", "FlowSchema" or "PriorityLevelConfiguration")
            => new(29, "flowcontrol.apiserver.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema" or "PriorityLevelConfiguration")
            => new(32, "flowcontrol.apiserver.k8s.io/v1"),
        _ => null,
    };

    /// <summary>Minor version that removed a kind's API version, and its successor.</summary>
    private sealed record Removal(int Since, string Instead);
}
