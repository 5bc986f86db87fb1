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

/// <summary>Alloy, the log collector, as a part.</summary>
public sealed class AlloyPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "alloy";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } = [PartNames.HostMonitoring, PartNames.Loki];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && AlloyFlows.PodsOf(system) is not null;

    /// <summary>Alloy without a store, or without anything to read, would be a pod on every node for nothing.</summary>
    /// <inheritdoc/>
    public override void Check(ValidationContext context)
    {
        if (!context.OwnsCluster || AlloyFlows.PodsOf(context.Spec) is null)
        {
            return;
        }

        var alloy = context.Spec.Observability.Alloy!;
        if (UrlOf(context.Spec) is null)
        {
            context.Error(
                alloy,
                "pushUrl",
                "Alloy has no Loki to send to: none runs on the cluster, and no URL is described",
                "write the URL of a Loki, like http://192.0.2.1:3100/loki/api/v1/push, or describe observability.loki on k3s");
        }

        if (alloy is { Journal: false, Pods: false })
        {
            context.Error(alloy, "journal", "Alloy reads neither the journal nor the pods' logs", "set one of them, or runsOn: nowhere");
        }

        if (alloy is { Journal: false, Promtail: { } promtail })
        {
            context.Error(
                promtail,
                "positions",
                "Promtail's position is one in the journal, which Alloy does not read",
                "set journal: true, or leave it out");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        _ = new Alloy("alloy", new() { Url = UrlOf(context.System)!, After = made.Ready(After) }, context);
        return [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) => IsIn(system) ? [AlloyVersions.Chart] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
    [
        ChartPods.Of(Name, AlloyValues.For(system.Observability.Alloy!, system.Cluster.Name, ""), "alloy") with
        {
            OnEveryNode = true,
            Tolerates = [.. system.Cluster.Nodes.SelectMany(node => node.Taints).Select(taint => taint.Name).Distinct()],
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<PodSecurityExemption> Exemptions(SystemSpec system) => IsIn(system)
        ?
        [
            new(
                system.Observability.HostNamespace,
                PodSecurityLevel.Privileged,
                "Alloy reads the journal and the pods' logs from folders of the node, as root, to whom they belong, without a capability"),
        ]
        : [];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        AlloyFlows.PodsOf(scene.Spec) is { } alloy ? [new(alloy, AlloyValues.Port)] : [];

    /// <summary>The URL that the nodes' lines are pushed to: the described one, or that of the cluster's Loki; null for neither.</summary>
    /// <param name="system">The system.</param>
    public static string? UrlOf(SystemSpec system) =>
        system.Observability.Alloy?.PushUrl
            ?? (LokiEndpoint.Of(system) is { } loki ? $"{loki}{LokiEndpoint.PushPath}" : null);

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene) => AlloyFlows.AddTo(scene);

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => AlloyAlerts.Of(system);
}
