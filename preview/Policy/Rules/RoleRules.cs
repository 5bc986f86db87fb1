using Infra.Preview.Graph;

namespace Infra.Preview.Policy.Rules;

/// <summary>Rules on the rights of roles.</summary>
internal static class RoleRules
{
    private const string All = "*";
    private static readonly string[] Lists = ["verbs", "resources", "apiGroups"];
    private static readonly string[] Escalating = ["escalate", "bind", "impersonate"];
    private static readonly string[] OfKubernetes = ["cluster-admin", "admin", "edit"];

    /// <summary>Roles that reach further than what they name.</summary>
    public static PolicyRule Cluster { get; } = new(
        "wide-roles",
        "gives rights to everything, or the right to extend them",
        "A wildcard includes secrets and every kind that is added later; one stolen token is then the cluster.",
        "Name the verbs, resources and API groups, and bind roles of a namespace.",
        "Roles that charts bring.",
        scene => scene.Objects.SelectMany(Find));

    private static IEnumerable<PolicyObject> Find(PlanResource resource)
    {
        switch (resource.Inputs.TextOf("kind"))
        {
            case "Role" or "ClusterRole":
                return (resource.Inputs["rules"]?.Items ?? []).SelectMany(Excess).Distinct()
                    .Select(excess => PolicyObject.Of(resource, excess));
            case "RoleBinding" or "ClusterRoleBinding" when resource.Inputs.At("roleRef", "kind")?.Text == "ClusterRole"
                && resource.Inputs.At("roleRef", "name")?.Text is { } name
                && (name == OfKubernetes[0] || (resource.Inputs.TextOf("kind") == "ClusterRoleBinding" && OfKubernetes.Contains(name))):
                return [PolicyObject.Of(resource, $"binds {name}")];
            default:
                return [];
        }
    }

    private static IEnumerable<string> Excess(PlanValue rule)
    {
        foreach (var list in Lists)
        {
            if (rule[list]?.Items.Any(static one => one.Text == All) == true)
            {
                yield return $"{list}: {All}";
            }
        }

        foreach (var verb in rule["verbs"]?.Items ?? [])
        {
            if (Escalating.Contains(verb.Text))
            {
                yield return $"verb {verb.Text}";
            }
        }
    }
}
