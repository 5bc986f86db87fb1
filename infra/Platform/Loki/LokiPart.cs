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

/// <summary>Loki as a part: the store of log lines in the cluster.</summary>
public sealed class LokiPart : PlatformPart
{
    private static readonly FlowPort Port = new(LokiEndpoint.Port);

    /// <inheritdoc/>
    public override string Name => PartNames.Loki;

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } = [PartNames.Storage, PartNames.CertManager];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && PodsOf(system) is not null;

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => LokiRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        var home = made.Namespaces[context.System.Observability.Namespace];
        var loki = new Loki("loki", new() { Namespace = home, After = made.Ready(PartNames.Storage) }, context);
        if (LogPush.IsOpen(context.System))
        {
            _ = new LogRoute(
                "loki-push", new() { Namespace = home, After = [.. loki.Ready, .. made.Ready(PartNames.CertManager)] }, context);
        }

        return loki.Ready;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) => IsIn(system) ? [LokiVersions.Chart] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
        [ChartPods.Of(Name, LokiValues.For(system.Observability.Loki!), "singleBinary")];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        PodsOf(scene.Spec) is { } loki ? [new(loki, LokiEndpoint.Port)] : [];

    /// <summary>Loki's pod, by the label of its chart; null where it does not run on the cluster.</summary>
    /// <param name="system">The system.</param>
    public static PodsEnd? PodsOf(SystemSpec system) =>
        system.Observability is { Loki.RunsOn: Placement.K3s or Placement.Both, Namespace: var @namespace }
        ? PodsEnd.Named(@namespace, Loki.Release)
        : null;

    /// <summary>Adds the flow of a client that sends or queries log lines.</summary>
    /// <param name="scene">The stack.</param>
    /// <param name="client">The client.</param>
    /// <param name="reason">The purpose.</param>
    public static void AddClient(FlowScene scene, FlowEnd client, string reason)
    {
        if (PodsOf(scene.Spec) is { } loki)
        {
            scene.Add(client, loki, reason, Port);
        }
    }

    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (LogPush.IsOpen(scene.Spec))
        {
            AddClient(scene, TraefikPart.End(scene), "log lines of Docker hosts");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => LokiAlerts.Of(system);
}
