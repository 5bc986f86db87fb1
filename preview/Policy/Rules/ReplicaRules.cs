using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on the number of pods.</summary>
internal static class ReplicaRules
{
    /// <summary>Published apps with one pod.</summary>
    public static PolicyRule Published { get; } = new(
        "single-replica",
        "is published and has one pod",
        "Each loss of its node, each drain and each restart is then an outage for its visitors.",
        "Write replicas: 2 or more, or say that an outage is accepted: minAvailable: 0, or strategy: recreate for what may run only once.",
        "Clusters of one node; environments with protect: false; apps with minAvailable: 0, strategy: recreate, or a volume that only one "
            + "node can mount.",
        Find);

    private static IEnumerable<PolicyObject> Find(PolicyScene scene)
    {
        if (scene.System.Cluster.Nodes.Count == 1 || !scene.System.Environment.Protect)
        {
            return [];
        }

        var services = ByName(scene, "Service");
        var shares = ByName(scene, "TraefikService");
        var fewest = new Dictionary<(string, string), double>();
        foreach (var scaler in scene.OfKind("HorizontalPodAutoscaler"))
        {
            fewest[(NamespaceOf(scaler), scaler.Inputs.At("spec", "scaleTargetRef", "name")?.Text ?? "")] =
                scaler.Inputs.At("spec", "minReplicas")?.Number ?? 1;
        }

        var claims = ByName(scene, "PersistentVolumeClaim");
        return scene.OfKind("IngressRoute")
            .SelectMany(route => (route.Inputs.At("spec", "routes")?.Items ?? [])
                .SelectMany(rule => rule["services"]?.Items ?? [])
                .SelectMany(backend => Services(backend, NamespaceOf(route), shares)))
            .Distinct()
            .SelectMany(name => services.TryGetValue(name, out var service)
                ? scene.Selected(name.Namespace, service.Inputs.At("spec", "selector")) : [])
            .Distinct()
            .Where(pods => pods.IsLongRunning && pods.Kind != "DaemonSet" && Count(pods) == 1 && !IsExplained(pods))
            .Select(pods => PolicyObject.Of(pods.Resource));

        double Count(PlannedPods pods) =>
            fewest.TryGetValue((pods.Namespace, pods.Name), out var least) ? least
                : pods.Resource.Inputs.At("spec", "replicas") is { Kind: PlanValueKind.Number } number ? number.Number
                : 1;

        bool IsExplained(PlannedPods pods) =>
            scene.AppOf(pods) is { MinAvailable: 0 } or { Strategy: RolloutStrategy.Recreate }
            || pods.Resource.Inputs.At("spec", "volumeClaimTemplates") is { Items.Count: > 0 }
            || (pods.Pod["volumes"]?.Items ?? []).Any(volume =>
                volume.At("persistentVolumeClaim", "claimName")?.Text is { } claim
                && claims.TryGetValue((pods.Namespace, claim), out var planned)
                && planned.Inputs.At("spec", "accessModes")?.Items.Any(static mode => mode.Text == "ReadWriteMany") != true);
    }

    private static IEnumerable<(string Namespace, string Name)> Services(
        PlanValue backend, string @namespace, Dictionary<(string, string), PlanResource> shares)
    {
        var name = (Namespace: backend.TextOf("namespace") ?? @namespace, Name: backend.TextOf("name") ?? "");
        return backend.TextOf("kind") != "TraefikService" ? [name]
            : shares.TryGetValue(name, out var share)
                ? (share.Inputs.At("spec", "weighted", "services")?.Items ?? [])
                    .Where(static part => part.TextOf("kind") != "TraefikService")
                    .Select(part => (part.TextOf("namespace") ?? name.Namespace, part.TextOf("name") ?? ""))
            : [];
    }

    private static string NamespaceOf(PlanResource resource) => resource.Inputs.At("metadata", "namespace")?.Text ?? "default";

    private static Dictionary<(string Namespace, string Name), PlanResource> ByName(PolicyScene scene, string kind)
    {
        var found = new Dictionary<(string, string), PlanResource>();
        foreach (var resource in scene.OfKind(kind))
        {
            found[(NamespaceOf(resource), resource.Inputs.At("metadata", "name")?.Text ?? "")] = resource;
        }

        return found;
    }
}
