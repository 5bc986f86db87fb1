using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Platform;

/// <summary>The snapshot controller as a part. <see cref="Storage"/> creates it, together with Longhorn, which needs it.</summary>
public sealed class SnapshotsPart : PlatformPart
{
    /// <inheritdoc/>
    public override string Name => "snapshots";

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && system.Storage.Longhorn is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
        [new(SnapshotController.App, SnapshotController.Replicas, Amount.RequestedBy(SnapshotController.Resources))];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) => scene.Spec.Storage.Longhorn is null
        ? []
        : [new(PodsEnd.Named(ClusterPods.Namespace, SnapshotController.App), SnapshotController.Port)];
}
