using Infra.Charts;
using Infra.Cluster;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Parts;
using Pulumi;

namespace Infra.Platform;

/// <summary>Traefik as a part: the one that k3s brings, configured by the stack that owns the cluster.</summary>
public sealed class TraefikPart : PlatformPart
{
    private static readonly string[] Group = ["traefik.io"];
    private static readonly string[] Kinds =
    [
        "ingressroutes", "ingressroutetcps", "ingressrouteudps", "middlewares", "middlewaretcps", "serverstransports",
        "serverstransporttcps", "traefikservices",
    ];

    // No role writes these. A second one named default, in any namespace, makes Traefik drop the TLS settings of every host:
    // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/tlsoption/
    private static readonly string[] SharedKinds = ["tlsoptions", "tlsstores"];

    private static readonly PodsEnd Pods = PodsEnd.Named(ClusterPods.Namespace, "traefik");

    /// <inheritdoc/>
    public override string Name => "traefik";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("ingress.namespace"), new("ingress.traefik"), new("ingress.tls")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster();

    /// <inheritdoc/>
    public override SupportedKubernetes? KubernetesRange(SystemSpec system) => TraefikVersions.Kubernetes;

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => TraefikRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        var restorers = Infra.Parts.RestoringAccounts.Of(context.System, made.All);
        _ = new Ingress("ingress", new() { Nodes = cluster.Nodes, Restorers = restorers }, context);
        return [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<RoleRule> RoleRules(SystemSpec system, AccessLevel level) => level switch
    {
        AccessLevel.Viewer => [new(Group, [.. Kinds, .. SharedKinds], RoleRule.Read)],
        AccessLevel.Deployer => [new(Group, Kinds, RoleRule.Write)],
        _ => [],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
    [
        ChartPods.Of(Name, TraefikValues.For(system.Ingress, system.Domain)) with
        {
            OnEveryNode = system.Ingress.Traefik.Kind == TraefikKind.DaemonSet,
        },
    ];

    /// <inheritdoc/>
    public override NodeRequests NodeRequests(SystemSpec system) => new()
    {
        // For a Traefik without root in the host's network.
        Sysctls = ["net.ipv4.ip_unprivileged_port_start=80"],
        MetricsPorts = system.Ingress.Traefik.HostNetwork ? [system.Ingress.Traefik.MetricsPort] : [],
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [IngressDashboard.Of(system)];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        [new(Pods, scene.Spec.Ingress.Traefik.MetricsPort) { OnNode = scene.Spec.Ingress.Traefik.HostNetwork }];

    /// <summary>The end from which visitors' requests reach pods: the nodes, where Traefik is in their network.</summary>
    /// <param name="scene">The stack.</param>
    public static FlowEnd End(FlowScene scene) => scene.Spec.Ingress.Traefik.HostNetwork ? scene.NodesAsSource : Pods;

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => TraefikAlerts.Of(system);
}
