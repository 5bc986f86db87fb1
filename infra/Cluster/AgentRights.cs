using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Rbac.V1;
using RbacV1 = Pulumi.Kubernetes.Rbac.V1;

namespace Infra.Cluster;

/// <summary>
/// What an agent must read to be drained before its upgrade. There is no administrator's kubeconfig on an agent; start.sh asks as
/// the kubelet, which Kubernetes lets cordon its own node and evict its own pods (the NodeRestriction admission sees to
/// "own"), but since 1.32 neither read another node nor a pod that is gone from its own, and never a daemon set or a disruption
/// budget. Reading is all this adds; pods are readable on every agent already (k3s's own controller).
/// </summary>
public sealed class AgentRights : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:cluster:AgentRights";

    private const string Name = "infra:agent-upgrade";

    /// <summary>The rights are in force after this.</summary>
    public Resource Granted { get; }

    /// <summary>Grants the rights to all nodes.</summary>
    public AgentRights(string name, ComponentResourceOptions? options = null)
        : base(Token, name, options)
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
