using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Platform;

/// <summary>The requests that the platform's admission policies look at: those of roles, not those of the platform itself.</summary>
internal static class AdmissionScope
{
    private static readonly string[] KubeSystem = ["kube-system"];

    /// <summary>The conditions under which a policy looks at a request.</summary>
    /// <param name="restorers">User names of the accounts that restore objects from a backup.</param>
    public static MatchConditionArgs[] Conditions(IReadOnlyList<string> restorers)
    {
        var conditions = new List<MatchConditionArgs>
        {
            new()
            {
                Name = "not-an-administrator",
                Expression = "!has(request.userInfo.groups) || !('system:masters' in request.userInfo.groups)",
            },
        };
        if (restorers.Count > 0)
        {
            conditions.Add(new()
            {
                Name = "not-a-restore",
                Expression = $"!(request.userInfo.username in [{string.Join(", ", restorers.Select(name => $"'{name}'"))}])",
            });
        }

        return [.. conditions];
    }

    /// <summary>Selects all namespaces but the one in which k3s runs its own parts.</summary>
    public static LabelSelectorArgs OutsideKubeSystem() => new()
    {
        MatchExpressions =
        {
            new LabelSelectorRequirementArgs { Key = "kubernetes.io/metadata.name", Operator = "NotIn", Values = KubeSystem },
        },
    };
}
