using Infra.Charts;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using Rbac = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Platform;

/// <summary>
/// Alloy, which sends the journal of every node and the logs of its pods to Loki. It reads files of the node, and asks the API for nothing
/// but the pods, for their labels.
/// </summary>
public sealed class Alloy : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Alloy";

    /// <summary>Name of the release, and with it of the DaemonSet.</summary>
    public const string Release = "alloy";

    /// <summary>Installs Alloy.</summary>
    public Alloy(string name, AlloyArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var observability = context.System.Observability;
        var after = new List<Resource>(args.After);
        if (observability.Alloy!.Pods)
        {
            after.AddRange(CreateRights(name, observability.HostNamespace, context));
        }

        _ = ChartRelease.Create(
            $"{name}-release",
            Release,
            AlloyVersions.Chart,
            observability.HostNamespace,
            AlloyValues.For(observability.Alloy, context.System.Cluster.Name, args.Url),
            new() { Parent = this, DependsOn = after.ToArray(), Protect = context.Protect });
        RegisterOutputs();
    }

    private Resource[] CreateRights(string name, string @namespace, StackContext context)
    {
        var role = new Rbac.ClusterRole(
            $"{name}-role",
            new()
            {
                Metadata = context.Metadata(null, Release),
                Rules =
                {
                    new PolicyRuleArgs { ApiGroups = { "" }, Resources = { "pods" }, Verbs = { "get", "list", "watch" } },
                },
            },
            new() { Parent = this });
        var binding = new Rbac.ClusterRoleBinding(
            $"{name}-binding",
            new()
            {
                Metadata = context.Metadata(null, Release),
                Subjects = { new SubjectArgs { Kind = "ServiceAccount", Name = AlloyValues.Account, Namespace = @namespace } },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = Release },
            },
            new() { Parent = this, DependsOn = { role } });
        return [role, binding];
    }
}
