using Infra.Model;
using Infra.Parts;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using RbacV1 = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Each described role as a Role in each of its namespaces, bound to its groups and service accounts. No role reaches beyond a
/// namespace, and <see cref="ServiceFence"/> keeps the services of roles inside the cluster. The accounts have no stored token; who may use
/// one requests a short-lived token (docs/runbooks/ci-access.md).
/// </summary>
public sealed class Roles : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Access";

    private const string RbacGroup = "rbac.authorization.k8s.io";

    private readonly string _name;
    private readonly RolesArgs _args;
    private readonly StackContext _context;

    /// <summary>Creates roles, service accounts and bindings.</summary>
    public Roles(string name, RolesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        if (context.System.OwnsCluster())
        {
            ServiceFence.Create(name, RestoringAccounts.Of(context.System, args.Parts), context, this);
        }

        foreach (var (@namespace, created) in args.Namespaces)
        {
            var accounts = new HashSet<string>(StringComparer.Ordinal);
            foreach (var role in args.Roles)
            {
                if (role.Namespaces.Count == 0 || role.Namespaces.Contains(@namespace))
                {
                    Create(@namespace, created, role, accounts);
                }
            }
        }

        RegisterOutputs();
    }

    private void Create(string @namespace, CoreV1.Namespace created, RoleSpec role, HashSet<string> accounts)
    {
        var allowed = new RbacV1.Role(
            $"{_name}-{@namespace}-{role.Name}",
            new RoleArgs { Metadata = _context.Metadata(@namespace, role.Name), Rules = Rules(role.Access) },
            StackContext.Inside(this, created));
        var bound = StackContext.Inside(this, created, allowed);
        foreach (var account in role.ServiceAccounts)
        {
            // Two roles may be bound to one account.
            if (accounts.Add(account))
            {
                bound.DependsOn.Add(new CoreV1.ServiceAccount(
                    $"{_name}-{@namespace}-{account}-account",
                    new ServiceAccountArgs { Metadata = _context.Metadata(@namespace, account), AutomountServiceAccountToken = false },
                    StackContext.Inside(this, created)));
            }
        }

        if (role.Groups.Count + role.ServiceAccounts.Count > 0)
        {
            _ = new RbacV1.RoleBinding(
                $"{_name}-{@namespace}-{role.Name}-binding",
                new RoleBindingArgs
                {
                    Metadata = _context.Metadata(@namespace, role.Name),
                    RoleRef = new RoleRefArgs { ApiGroup = RbacGroup, Kind = "Role", Name = role.Name },
                    Subjects = Subjects(@namespace, role),
                },
                bound);
        }
    }

    private PolicyRuleArgs[] Rules(AccessLevel level)
    {
        var rules = LevelRules.Of(_context.System, level, _args.Parts);
        var args = new PolicyRuleArgs[rules.Count];
        for (var index = 0; index < args.Length; index++)
        {
            args[index] = new() { ApiGroups = rules[index].Groups, Resources = rules[index].Resources, Verbs = rules[index].Verbs };
        }

        return args;
    }

    private static List<SubjectArgs> Subjects(string @namespace, RoleSpec role)
    {
        var subjects = new List<SubjectArgs>();
        foreach (var group in role.Groups)
        {
            subjects.Add(new() { ApiGroup = RbacGroup, Kind = "Group", Name = group });
        }

        foreach (var account in role.ServiceAccounts)
        {
            subjects.Add(new() { Kind = "ServiceAccount", Name = account, Namespace = @namespace });
        }

        return subjects;
    }
}
