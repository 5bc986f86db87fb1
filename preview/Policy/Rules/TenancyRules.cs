using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on namespaces.</summary>
internal static class TenancyRules
{
    /// <summary>Network policies that deny everything else.</summary>
    public static PolicyRule Denied { get; } = new(
        "network-policies",
        "lets connections through that no flow describes",
        "A pod that is taken over can then reach every database and every other pod, and send anything anywhere.",
        "Leave defaultDeny at true, and describe what is needed: calls, databases, egress.",
        "Namespaces of the platform's charts and of Kubernetes, whose connections are not described (decision 7).",
        scene => Undenied(scene).Concat(scene.OfKind("NetworkPolicy").SelectMany(AllowsAll)));

    /// <summary>Quotas of namespaces with apps.</summary>
    public static PolicyRule Quota { get; } = new(
        "quota",
        "has apps and no quota",
        "An app that is scaled up, or a job that starts again and again, then takes the room that the pods of other namespaces need.",
        "Write a quota for the namespace under namespaces.",
        "The only namespace of a system; namespaces without apps, whose pods are counted when the capacity is checked.",
        FindWithoutQuota);

    private static IEnumerable<PolicyObject> Undenied(PolicyScene scene)
    {
        var denied = new Dictionary<string, (bool Ingress, bool Egress)>(StringComparer.Ordinal);
        foreach (var policy in scene.OfKind("NetworkPolicy").Where(DeniesAll))
        {
            var space = policy.Inputs.At("metadata", "namespace")?.Text ?? "default";
            var types = policy.Inputs.At("spec", "policyTypes")?.Items.Select(static type => type.Text).ToArray() ?? ["Ingress"];
            var known = denied.GetValueOrDefault(space);
            denied[space] = (known.Ingress || types.Contains("Ingress"), known.Egress || types.Contains("Egress"));
        }

        var covered = scene.System.OwnNamespaces().Select(static space => space.Name)
            .Concat(scene.Pods.Where(static pods => pods.IsOfAnApp).Select(static pods => pods.Namespace))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var space in scene.OfKind("Namespace"))
        {
            var name = space.Inputs.At("metadata", "name")?.Text ?? "";
            if (covered.Contains(name) && denied.GetValueOrDefault(name) is var (ingress, egress) && !(ingress && egress))
            {
                yield return PolicyObject.Of(
                    space, $"no policy denies {(ingress ? "egress" : egress ? "ingress" : "ingress and egress")} by default");
            }
        }
    }

    /// <summary>Whether a policy selects every pod and allows nothing.</summary>
    private static bool DeniesAll(PlanResource policy)
    {
        var spec = policy.Inputs["spec"];
        return spec is not null && IsEmpty(spec["podSelector"]) && IsEmpty(spec["ingress"]) && IsEmpty(spec["egress"]);
    }

    /// <summary>A rule without peers and ports allows every connection in its direction.</summary>
    private static IEnumerable<PolicyObject> AllowsAll(PlanResource policy)
    {
        foreach (var (direction, peers) in (ReadOnlySpan<(string, string)>)[("ingress", "from"), ("egress", "to")])
        {
            if (policy.Inputs.At("spec", direction)?.Items.Any(rule => IsEmpty(rule[peers]) && IsEmpty(rule["ports"])) == true)
            {
                return [PolicyObject.Of(policy, $"allows all {direction}")];
            }
        }

        return [];
    }

    private static bool IsEmpty(PlanValue? value) => value is null || value.Items.Count == 0;

    private static IEnumerable<PolicyObject> FindWithoutQuota(PolicyScene scene)
    {
        if (scene.System.Namespaces.Count < 2)
        {
            return [];
        }

        var limited = scene.OfKind("ResourceQuota").Select(quota => quota.Inputs.At("metadata", "namespace")?.Text ?? "default")
            .ToHashSet(StringComparer.Ordinal);
        var used = scene.Pods.Where(static pods => pods is { IsOfAnApp: true, IsLongRunning: true }).Select(static pods => pods.Namespace)
            .ToHashSet(StringComparer.Ordinal);
        return scene.OfKind("Namespace")
            .Where(space => space.Inputs.At("metadata", "name")?.Text is { } name && used.Contains(name) && !limited.Contains(name))
            .Select(space => PolicyObject.Of(space));
    }
}
