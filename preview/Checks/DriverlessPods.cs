using Infra.Model;
using Infra.Preview.Graph;

namespace Infra.Preview.Checks;

/// <summary>
/// Finds planned pods with a volume of Longhorn that may be scheduled to a node on which Longhorn's pods are not: the kubelet there answers
/// <c>CSINode does not contain driver driver.longhorn.io</c>, and the pod waits forever (longhorn#8065). A node takes a pod when it has
/// the pod's node labels and the pod tolerates its taints; pods of charts are not in a plan.
/// </summary>
public static class DriverlessPods
{
    private const string Driver = "driver.longhorn.io";
    private const string Release = "kubernetes:helm.sh/v3:Release";

    /// <summary>Finds the pods of a plan, as <c>resource: what is wrong; what to do</c>, in the plan's order.</summary>
    /// <param name="graph">The plan.</param>
    /// <param name="nodes">The nodes of the cluster.</param>
    /// <param name="owner">The plan of the stack that owns the cluster; null where it is this one.</param>
    public static IReadOnlyList<string> In(PlanGraph graph, IReadOnlyList<NodeSpec> nodes, PlanGraph? owner = null)
    {
        var installing = owner ?? graph;
        var release = installing.Resources.FirstOrDefault(one => one.Type == Release && one.Inputs.TextOf("chart") == "longhorn");
        if (release?.Inputs["values"] is not { } values)
        {
            return [];
        }

        var classes = installing.Resources.Where(one => one.Inputs.TextOf("provisioner") == Driver)
            .Select(one => one.Inputs.At("metadata", "name")!.Text).ToHashSet(StringComparer.Ordinal);
        var claims = ClaimsOf(graph);
        List<Toleration> manager = [.. Tolerations(values.At("longhornManager", "tolerations") ?? values.At("global", "tolerations"))];
        List<Toleration> plugin = [.. FromSetting(values.At("defaultSettings", "taintToleration")?.Text ?? "")];
        var found = new List<string>();
        foreach (var resource in graph.Resources)
        {
            if (PodsOf(resource, claims) is { } pods && pods.Classes.Any(name => classes.Contains(name)))
            {
                AddTo(found, resource, pods, nodes, [manager, plugin]);
            }
        }

        return found;
    }

    private static void AddTo(
        List<string> found, PlanResource resource, Pods pods, IReadOnlyList<NodeSpec> nodes, IReadOnlyList<List<Toleration>> longhorn)
    {
        List<Toleration> tolerated = [.. Tolerations(pods.Tolerations)];
        foreach (var node in nodes)
        {
            TaintSpec[] hard = [.. node.Taints.Where(taint => taint.Effect != TaintEffect.PreferNoSchedule)];
            if (IsSelected(node, pods.Selector)
                && Array.TrueForAll(hard, taint => Tolerate(tolerated, taint))
                && Array.Find(hard, taint => longhorn.Any(list => !Tolerate(list, taint))) is { } missing)
            {
                found.Add(
                    $"{resource.Name}: its pods have volumes of Longhorn and may run on {node.Name}, where Longhorn does not tolerate the "
                    + $"taint {missing.Name}={missing.Value}:{missing.Effect}; remove the taint, or keep these pods off the node");
            }
        }
    }

    /// <summary>The pods of a resource, with the classes of their volumes; null for a resource without pods.</summary>
    private static Pods? PodsOf(PlanResource resource, Dictionary<string, string> claims)
    {
        var spec = resource.Inputs["spec"];
        switch (resource.Inputs.TextOf("kind"))
        {
            case "Cluster" when resource.Inputs.TextOf("apiVersion") == "postgresql.cnpg.io/v1":
                return new(
                    [.. Texts(spec?.At("storage", "storageClass"), spec?.At("walStorage", "storageClass"))],
                    spec?.At("affinity", "nodeSelector"),
                    spec?.At("affinity", "tolerations"));
            case "PerconaXtraDBCluster":
                return new(
                    [.. Texts(spec?.At("pxc", "volumeSpec", "persistentVolumeClaim", "storageClassName"))],
                    spec?.At("pxc", "nodeSelector"),
                    spec?.At("pxc", "tolerations"));
            default:
                return Template(spec) is { } pod
                    ? new([.. ClassesOf(resource, spec!, pod, claims)], pod["nodeSelector"], pod["tolerations"])
                    : null;
        }
    }

    /// <summary>The pod's spec in that of a workload, of a scheduled job, or of a pod itself.</summary>
    private static PlanValue? Template(PlanValue? spec) =>
        spec?.At("template", "spec") ?? spec?.At("jobTemplate", "spec", "template", "spec") ?? (spec?["containers"] is null ? null : spec);

    private static IEnumerable<string> ClassesOf(PlanResource resource, PlanValue spec, PlanValue pod, Dictionary<string, string> claims)
    {
        foreach (var claim in spec["volumeClaimTemplates"]?.Items ?? [])
        {
            foreach (var name in Texts(claim.At("spec", "storageClassName")))
            {
                yield return name;
            }
        }

        foreach (var volume in pod["volumes"]?.Items ?? [])
        {
            if (volume.At("persistentVolumeClaim", "claimName") is { } claimed
                && claims.TryGetValue(KeyOf(resource, claimed.Text), out var known))
            {
                yield return known;
            }

            foreach (var name in Texts(volume.At("ephemeral", "volumeClaimTemplate", "spec", "storageClassName")))
            {
                yield return name;
            }
        }
    }

    private static Dictionary<string, string> ClaimsOf(PlanGraph graph)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in graph.Resources)
        {
            if (resource.Inputs.TextOf("kind") == "PersistentVolumeClaim"
                && resource.Inputs.At("spec", "storageClassName") is { } name)
            {
                claims[KeyOf(resource, resource.Inputs.At("metadata", "name")!.Text)] = name.Text;
            }
        }

        return claims;
    }

    private static string KeyOf(PlanResource resource, string claim) => $"{resource.Inputs.At("metadata", "namespace")?.Text}/{claim}";

    private static IEnumerable<string> Texts(params PlanValue?[] values)
    {
        foreach (var value in values)
        {
            if (value is not null)
            {
                yield return value.Text;
            }
        }
    }

    private static bool IsSelected(NodeSpec node, PlanValue? selector)
    {
        for (var index = 0; index < (selector?.Keys.Count ?? 0); index++)
        {
            if (!node.Labels.TryGetValue(selector!.Keys[index], out var value) || value != selector.Items[index].Text)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Tolerate(List<Toleration> tolerations, TaintSpec taint) => tolerations.Exists(one =>
        (one.Key is null || one.Key == taint.Name)
        && (one.Effect is null || one.Effect == taint.Effect.ToString())
        && (one.Value is null || one.Value == taint.Value));

    /// <summary>Tolerations in the format of Kubernetes.</summary>
    private static IEnumerable<Toleration> Tolerations(PlanValue? list)
    {
        foreach (var one in list?.Items ?? [])
        {
            yield return new(
                one.TextOf("key"), one.TextOf("operator") == "Exists" ? null : one.TextOf("value") ?? "", one.TextOf("effect"));
        }
    }

    /// <summary>Tolerations in the format of Longhorn's setting: <c>key=value:effect</c> or <c>key:effect</c>, by semicolons.</summary>
    private static IEnumerable<Toleration> FromSetting(string setting)
    {
        foreach (var text in setting.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = text.LastIndexOf(':');
            var (pair, effect) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            yield return new(at < 0 ? pair : pair[..at], at < 0 ? null : pair[(at + 1)..], effect.Length == 0 ? null : effect);
        }
    }

    private sealed record Pods(IReadOnlyList<string> Classes, PlanValue? Selector, PlanValue? Tolerations);

    /// <summary>A toleration; null stands for any key, value or effect.</summary>
    private sealed record Toleration(string? Key, string? Value, string? Effect);
}
