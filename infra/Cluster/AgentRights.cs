using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using RbacV1 = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Cluster;

/// <summary>
/// The objects that an agent reads to be drained before its upgrade. An agent has no administrator's kubeconfig; start.sh authenticates
/// as the kubelet, which may cordon its own node and evict its own pods (the NodeRestriction admission limits it to its own), but
/// since 1.32 reads neither other nodes nor pods that have left its own, and never daemon sets or disruption budgets. The role only
/// adds reading; pods are readable on every agent already (k3s's own controller).
/// </summary>
public sealed class AgentRights : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:AgentRights";

    private const string Name = "infra:agent-upgrade";

    /// <summary>The binding that grants the rights.</summary>
    public Resource Granted { get; }

    /// <summary>Grants the rights to all nodes.</summary>
    public AgentRights(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var role = new RbacV1.ClusterRole(
            $"{name}-role",
            new()
            {
                Metadata = new ObjectMetaArgs { Name = Name },
                Rules =
                {
                    Read("", ["nodes"], ["list"]),
                    Read("", ["pods"], ["get"]),
                    Read("apps", ["daemonsets"], ["get"]),
                    Read("policy", ["poddisruptionbudgets"], ["list"]),
                },
            },
            new() { Parent = this });
        Granted = new RbacV1.ClusterRoleBinding(
            $"{name}-binding",
            new()
            {
                Metadata = new ObjectMetaArgs { Name = Name },
                RoleRef = new RoleRefArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = Name },
                Subjects = { new SubjectArgs { ApiGroup = "rbac.authorization.k8s.io", Kind = "Group", Name = "system:nodes" } },
            },
            new() { Parent = this, DependsOn = { role } });
        RegisterOutputs();
    }

    private static PolicyRuleArgs Read(string group, string[] resources, string[] verbs) => new()
    {
        ApiGroups = { group },
        Resources = resources,
        Verbs = verbs,
    };
}
