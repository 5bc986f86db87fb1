using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Rules of roles and their bindings.</summary>
internal static class AccessRules
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>Checks the rules of a role.</summary>
    public static void CheckRole(JObject thing, Findings findings)
    {
        foreach (var (rule, i) in thing.Maps("rules"))
        {
            var path = $"rules[{i}]";
            var urls = rule.Texts("nonResourceURLs").Any();
            findings.Unless(rule.Texts("verbs").Any(), $"{path}.verbs", "a rule without verbs");
            findings.Unless(!urls || thing.Text("kind") == "ClusterRole", $"{path}.nonResourceURLs", "are a ClusterRole's");
            findings.Unless(
                !urls || !(rule.Texts("resources").Any() || rule.Texts("apiGroups").Any()),
                path,
                "URLs and resources do not go in one rule");
            findings.Unless(
                urls || (rule.Texts("apiGroups").Any() && rule.Texts("resources").Any()), path, "apiGroups and resources are both needed");
        }
    }

    /// <summary>Checks role and subjects of a binding.</summary>
    public static void CheckBinding(JObject thing, Findings findings)
    {
        findings.Unless(thing.Text("roleRef", "apiGroup") == Group, "roleRef.apiGroup", $"is {Group}");
        findings.Unless(
            thing.Text("kind") == "RoleBinding" || thing.Text("roleRef", "kind") == "ClusterRole",
            "roleRef.kind",
            "a ClusterRoleBinding binds a ClusterRole");
        foreach (var (subject, i) in thing.Maps("subjects"))
        {
            var path = $"subjects[{i}]";
            if (subject.Text("kind") == "ServiceAccount")
            {
                findings.Unless(
                    subject.Has("namespace") || thing.Text("kind") == "RoleBinding", $"{path}.namespace", "required for a ServiceAccount");
                findings.Unless(subject.Text("apiGroup") is null or "", $"{path}.apiGroup", "a ServiceAccount has none");
            }
            else
            {
                findings.Unless(subject.Text("apiGroup") is null or Group, $"{path}.apiGroup", $"is {Group}");
            }
        }
    }
}
