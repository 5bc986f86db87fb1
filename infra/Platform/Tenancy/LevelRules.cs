using Infra.Model;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>
/// Rules of each access level inside a namespace. Resources are listed one by one: a wildcard would include secrets, and every kind that
/// is added to the cluster later. No level may change what this program sets for a namespace (quota, limits, network policies, roles),
/// or its holder could extend it.
/// </summary>
public static class LevelRules
{
    private const string Core = "";
    private const string Apps = "apps";
    private const string Batch = "batch";
    private const string Networking = "networking.k8s.io";
    private const string Policy = "policy";
    private const string Scaling = "autoscaling";

    private static readonly RoleRule[] Viewer =
    [
        new(
            [Core],
            [
                "pods", "pods/log", "pods/status", "services", "endpoints", "configmaps", "events", "persistentvolumeclaims",
                "serviceaccounts", "resourcequotas", "limitranges",
            ],
            RoleRule.Read),
        new(
            [Apps],
            ["deployments", "deployments/scale", "statefulsets", "statefulsets/scale", "daemonsets", "replicasets", "controllerrevisions"],
            RoleRule.Read),
        new([Batch], ["jobs", "cronjobs"], RoleRule.Read),
        new([Networking], ["ingresses", "networkpolicies"], RoleRule.Read),
        new([Policy], ["poddisruptionbudgets"], RoleRule.Read),
        new([Scaling], ["horizontalpodautoscalers"], RoleRule.Read),
        new(["discovery.k8s.io"], ["endpointslices"], RoleRule.Read),
        new(["events.k8s.io"], ["events"], RoleRule.Read),
        new(["metrics.k8s.io"], ["pods"], ["get", "list"]),
        new(["rbac.authorization.k8s.io"], ["roles", "rolebindings"], RoleRule.Read),
    ];

    // No pods/exec and no secrets, with any verb: a pipeline uses sealed secrets.
    private static readonly RoleRule[] Deployer =
    [
        new([Core], ["services", "configmaps"], RoleRule.Write),
        new([Core], ["pods"], ["delete"]),
        new([Apps], ["deployments", "statefulsets"], RoleRule.Write),
        new([Apps], ["deployments/scale", "statefulsets/scale"], ["update", "patch"]),
        new([Batch], ["jobs", "cronjobs"], RoleRule.Write),
        new([Networking], ["ingresses"], RoleRule.Write),
        new([Policy], ["poddisruptionbudgets"], RoleRule.Write),
        new([Scaling], ["horizontalpodautoscalers"], RoleRule.Write),
    ];

    private static readonly RoleRule[] Admin =
    [
        new([Core], ["secrets"], [.. RoleRule.Read, .. RoleRule.Write]),
        new([Core], ["persistentvolumeclaims", "serviceaccounts", "endpoints"], RoleRule.Write),
        new([Core], ["serviceaccounts/token"], ["create"]),
        new([Core], ["pods"], ["create", "update", "patch"]),
        new([Core], ["pods/exec", "pods/attach", "pods/portforward"], ["get", "create"]),
        new([Core], ["pods/eviction"], ["create"]),
        new([Core], ["pods/ephemeralcontainers"], ["update", "patch"]),
        new([Apps], ["daemonsets"], RoleRule.Write),
    ];

    /// <summary>The rules of a level. Each level includes the rules of the level below.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="level">The level.</param>
    /// <param name="parts">All parts of the stack, for the kinds that they bring.</param>
    public static IReadOnlyList<RoleRule> Of(SystemSpec system, AccessLevel level, IReadOnlyList<StackPart> parts)
    {
        var rules = new List<RoleRule>();
        Add(AccessLevel.Viewer, Viewer);
        Add(AccessLevel.Deployer, Deployer);
        Add(AccessLevel.Admin, Admin);
        return rules;

        void Add(AccessLevel step, RoleRule[] own)
        {
            if (step <= level)
            {
                rules.AddRange(own);
                foreach (var part in parts)
                {
                    rules.AddRange(part.RoleRules(system, step));
                }
            }
        }
    }
}
