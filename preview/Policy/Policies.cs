using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Policy.Rules;

namespace Infra.Preview.Policy;

/// <summary>
/// Policy checks of a plan. Each rule looks at every object at most once. Pods of charts and operators are not in a plan: of them the rules
/// see the values and resources that they are made of.
/// </summary>
public static class Policies
{
    /// <summary>All rules, in the order of their findings.</summary>
    public static IReadOnlyList<PolicyRule> All { get; } =
    [
        ResourceRules.Containers,
        ProbeRules.Liveness,
        ProbeRules.Readiness,
        ImageRules.Pinned,
        RightsRules.Host,
        RightsRules.Restricted,
        RoleRules.Cluster,
        SecretRules.Plain,
        TenancyRules.Denied,
        TenancyRules.Quota,
        ReplicaRules.Published,
    ];

    /// <summary>Checks a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="system">The described system that was planned.</param>
    public static IReadOnlyList<PolicyFinding> Check(PlanGraph plan, SystemSpec system)
    {
        var scene = new PolicyScene(plan, system);
        var findings = new List<PolicyFinding>();
        foreach (var rule in All)
        {
            PolicyObject[] objects = [.. rule.Find(scene)];
            if (objects.Length > 0)
            {
                findings.Add(new(rule, objects));
            }
        }

        return findings;
    }
}
