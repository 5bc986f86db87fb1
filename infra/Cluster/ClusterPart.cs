using Infra.Hosts;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Parts;

namespace Infra.Cluster;

/// <summary>The cluster itself as a part of the stack: k3s on its hosts, etcd snapshots and imported images.</summary>
public sealed class ClusterPart : StackPart
{
    /// <summary>Namespaces that the API server creates in every cluster.</summary>
    private static readonly string[] Kubernetes = ["default", "kube-system", "kube-public", "kube-node-lease"];

    /// <inheritdoc/>
    public override string Name => "cluster";

    /// <summary>Imported images reach the nodes; the pipeline builds, scans and delivers all of them.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } =
    [
        new("name"), new("domain"), new("description"), new("environment"), new("cluster"), new("secrets"),
        new("images"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
        [.. Kubernetes.Select(static name => new PartNamespace(name, "Kubernetes itself"))];

    /// <inheritdoc/>
    public override string? WithoutMetrics(SystemSpec system) =>
        "k3s is no pod; the part of Prometheus watches the kubelets, the API servers and etcd";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system) =>
        IsIn(system) && system.Cluster.K3s.EtcdSnapshots.S3 is { } location ? [location.AccessKey, location.SecretKey] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodSecurityExemption> Exemptions(SystemSpec system) =>
        IsIn(system) ? PodSecurityAdmission.Exemptions : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) => K3sPods.Of(system.Cluster.K3s);

    /// <inheritdoc/>
    public override NodeRequests NodeRequests(SystemSpec system) => NodePreparation.Requests(system.Cluster.K3s);

    /// <inheritdoc/>
    public override void CheckInForce(ValidationContext context, InForce inForce)
    {
        if (IsIn(context.Spec))
        {
            Upgrade.Check(context, inForce);
            ServerChanges.Check(context, inForce.Servers);
        }
        else if (!inForce.IsUp && context.Spec.Stack.ClusterOwner is { } owner)
        {
            context.Error(
                context.Spec.Cluster,
                context.Spec.Cluster.OwnerSetting(),
                $"the stack {owner} owns this stack's cluster and has not brought it up yet",
                $"run pulumi up --stack {owner} first");
        }
    }
}
