using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using RbacV1 = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Who may do what: each described role as a Role in each of its namespaces, bound to its groups and service accounts.
/// Nothing here reaches beyond a namespace. The accounts have no stored token; whoever may, asks for a short-lived one
/// (docs/runbooks/ci-access.md).
/// </summary>
public sealed class Access : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Access";

    private const string RbacGroup = "rbac.authorization.k8s.io";

    private readonly string _name;
    private readonly AccessArgs _args;

    /// <summary>Creates roles, service accounts and bindings.</summary>
    public Access(string name, AccessArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        foreach (var (space, created) in args.Namespaces)
        {
            var accounts = new HashSet<string>(StringComparer.Ordinal);
            foreach (var role in args.Roles)
            {
                if (role.Namespaces.Count == 0 || role.Namespaces.Contains(space))
                {
                    Create(space, created, role, accounts);
                }
            }
        }

        RegisterOutputs();
    }

    private void Create(string space, CoreV1.Namespace created, RoleSpec role, HashSet<string> accounts)
    {
        var inside = new CustomResourceOptions { Parent = this, DependsOn = { created }, DeletedWith = created };
        var allowed = new RbacV1.Role($"{_name}-{space}-{role.Name}", new RoleArgs { Metadata = MetadataIn(space, role.Name), Rules = Rules(role.Access) }, inside);
        var bound = new CustomResourceOptions { Parent = this, DependsOn = { created, allowed }, DeletedWith = created };
        foreach (var account in role.ServiceAccounts)
        {
            // Two roles may be bound to one account.
            if (accounts.Add(account))
            {
                bound.DependsOn.Add(new CoreV1.ServiceAccount(
                    $"{_name}-{space}-{account}-account",
                    new ServiceAccountArgs { Metadata = MetadataIn(space, account), AutomountServiceAccountToken = false },
                    inside));
            }
        }

        if (role.Groups.Count + role.ServiceAccounts.Count > 0)
        {
            _ = new RbacV1.RoleBinding(
                $"{_name}-{space}-{role.Name}-binding",
                new RoleBindingArgs
                {
                    Metadata = MetadataIn(space, role.Name),
                    RoleRef = new RoleRefArgs { ApiGroup = RbacGroup, Kind = "Role", Name = role.Name },
                    Subjects = Subjects(space, role),
                },
                bound);
        }
    }

    private static PolicyRuleArgs[] Rules(AccessLevel level)
    {
        var rules = AccessRules.Of(level);
        var args = new PolicyRuleArgs[rules.Count];
        for (var index = 0; index < args.Length; index++)
        {
            args[index] = new() { ApiGroups = rules[index].Groups, Resources = rules[index].Resources, Verbs = rules[index].Verbs };
        }

        return args;
    }

    private static List<SubjectArgs> Subjects(string space, RoleSpec role)
    {
        var subjects = new List<SubjectArgs>();
        foreach (var group in role.Groups)
        {
            subjects.Add(new() { ApiGroup = RbacGroup, Kind = "Group", Name = group });
        }

        foreach (var account in role.ServiceAccounts)
        {
            subjects.Add(new() { Kind = "ServiceAccount", Name = account, Namespace = space });
        }

        return subjects;
    }

    private ObjectMetaArgs MetadataIn(string space, string name) => new() { Name = name, Namespace = space, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };
}
