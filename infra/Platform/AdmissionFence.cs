using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.AdmissionRegistration.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using AdmissionV1 = Pulumi.Kubernetes.AdmissionRegistration.V1;

namespace Infra.Platform;

/// <summary>
/// An admission policy with its binding, which denies what roles write: not what cluster administrators such as this program write, nor the
/// accounts that restore a backup, nor anything in the namespace in which k3s runs its own parts.
/// </summary>
internal sealed record AdmissionFence
{
    private static readonly string[] Writes = ["CREATE", "UPDATE"];
    private static readonly string[] KubeSystem = ["kube-system"];

    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>API group of the kinds; empty for the core group.</summary>
    public required string Group { get; init; }

    /// <summary>API version of the kinds.</summary>
    public required string Version { get; init; }

    /// <summary>The kinds, in the plural.</summary>
    public required string[] Kinds { get; init; }

    /// <summary>Variables of the conditions, as name and CEL expression. Defaults to none.</summary>
    public (string Name, string Expression)[] Variables { get; init; } = [];

    /// <summary>The conditions, in CEL, each with the message of its refusal.</summary>
    public required IReadOnlyList<(string Expression, string Message)> Conditions { get; init; }

    /// <summary>Creates the policy and its binding. Returns the binding; the policy applies once it exists.</summary>
    /// <param name="name">Logical name of the policy.</param>
    /// <param name="restorers">User names of the accounts that restore objects from a backup.</param>
    /// <param name="context">The stack's context.</param>
    /// <param name="parent">The component it belongs to.</param>
    public Resource Create(string name, IReadOnlyList<string> restorers, StackContext context, Resource parent)
    {
        var policy = new AdmissionV1.ValidatingAdmissionPolicy(
            name, new() { Metadata = context.Metadata(null, Policy), Spec = Spec(restorers) }, new() { Parent = parent });
        return new AdmissionV1.ValidatingAdmissionPolicyBinding(
            $"{name}-binding",
            new()
            {
                Metadata = context.Metadata(null, Policy),
                Spec = new ValidatingAdmissionPolicyBindingSpecArgs { PolicyName = Policy, ValidationActions = { "Deny" } },
            },
            new() { Parent = parent, DependsOn = { policy } });
    }

    private ValidatingAdmissionPolicySpecArgs Spec(IReadOnlyList<string> restorers)
    {
        var spec = new ValidatingAdmissionPolicySpecArgs
        {
            FailurePolicy = "Fail",
            MatchConstraints = new MatchResourcesArgs
            {
                NamespaceSelector = OutsideKubeSystem(),
                ResourceRules =
                {
                    new NamedRuleWithOperationsArgs
                    {
                        ApiGroups = { Group },
                        ApiVersions = { Version },
                        Operations = Writes,
                        Resources = Kinds,
                    },
                },
            },
            MatchConditions = Requests(restorers),
            Validations = Conditions.Select(ToArgs).ToArray(),
        };
        foreach (var (name, expression) in Variables)
        {
            spec.Variables.Add(new VariableArgs { Name = name, Expression = expression });
        }

        return spec;
    }

    private static MatchConditionArgs[] Requests(IReadOnlyList<string> restorers)
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

    private static LabelSelectorArgs OutsideKubeSystem() => new()
    {
        MatchExpressions =
        {
            new LabelSelectorRequirementArgs { Key = "kubernetes.io/metadata.name", Operator = "NotIn", Values = KubeSystem },
        },
    };

    private static ValidationArgs ToArgs((string Expression, string Message) condition) =>
        new() { Expression = condition.Expression, Message = condition.Message, Reason = "Forbidden" };
}
