using Infra.Charts;
using Infra.Model;
using Infra.Model.Yaml;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>Values of the Sealed Secrets chart.</summary>
public static class SealedSecretsValues
{
    /// <summary>The controller's name, which <c>kubeseal</c> expects.</summary>
    public const string ControllerName = "sealed-secrets-controller";

    /// <summary>The values.</summary>
    /// <param name="spec">The controller as described.</param>
    /// <param name="roles">The roles; deployers and admins may use the controller's service.</param>
    /// <param name="namespaces">The namespaces their service accounts may be in.</param>
    public static IReadOnlyDictionary<string, object> For(
        SealedSecretsSpec spec, IReadOnlyList<RoleSpec> roles, IReadOnlyList<NamespaceSpec> namespaces)
    {
        var subjects = Subjects(roles, namespaces);
        return Map(
            ("fullnameOverride", ControllerName),
            ("keyrenewperiod", spec.KeyRenewal.ToGo()),
            ("tolerations", PlatformTolerations.Values()),
            // Chosen for a controller that is busy only when a sealed secret changes.
            ("resources", Map(
                ("requests", Map(("cpu", "25m"), ("memory", "32Mi"))),
                ("limits", Map(("cpu", "250m"), ("memory", "128Mi"))))),
            // The chart's default lets every authenticated identity, every pod included, use a service that can re-encrypt.
            ("rbac", Map(("serviceProxier", subjects.Count == 0
                ? Map(("create", true), ("bind", false))
                : Map(("create", true), ("bind", true), ("subjects", YamlText.Write(subjects)))))));
    }

    private static List<object> Subjects(IReadOnlyList<RoleSpec> roles, IReadOnlyList<NamespaceSpec> namespaces)
    {
        var subjects = new List<object>();
        foreach (var role in roles)
        {
            if (role.Access == AccessLevel.Viewer)
            {
                continue;
            }

            foreach (var group in role.Groups)
            {
                subjects.Add(Map(("apiGroup", "rbac.authorization.k8s.io"), ("kind", "Group"), ("name", group)));
            }

            foreach (var account in role.ServiceAccounts)
            {
                foreach (var @namespace in namespaces)
                {
                    if (role.Namespaces.Count == 0 || role.Namespaces.Contains(@namespace.Name))
                    {
                        subjects.Add(Map(("kind", "ServiceAccount"), ("name", account), ("namespace", @namespace.Name)));
                    }
                }
            }
        }

        return subjects;
    }
}
