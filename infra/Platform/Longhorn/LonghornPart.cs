using Infra.Charts;
using Infra.Flows;
using Infra.Model;
using Infra.Model.Capacity;
using Infra.Model.Validation;
using Infra.Monitoring;
using Infra.Naming;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>Longhorn as a part. <see cref="Storage"/> creates it.</summary>
public sealed class LonghornPart : PlatformPart
{
    private const int MetricsPort = 9500;

    private static readonly PodsEnd Managers = PodsEnd.Of(Longhorn.Namespace, "longhorn-manager", PodLabels.One("app", "longhorn-manager"));

    /// <inheritdoc/>
    public override string Name => "longhorn";

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
        [new(Longhorn.Namespace, "Longhorn")];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && system.Storage.Longhorn is not null;

    /// <inheritdoc/>
    public override SupportedKubernetes? KubernetesRange(SystemSpec system) => LonghornVersions.Kubernetes;

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => LonghornRules.Check(context);

    /// <inheritdoc/>
    public override void CheckInForce(ValidationContext context, InForce inForce)
    {
        if (IsIn(context.Spec))
        {
            LonghornUpgrade.Check(context, inForce);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system) =>
        IsIn(system) && system.Storage.BackupTarget is { } target ? [target.AccessKey, target.SecretKey] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) =>
        IsIn(system) ? [LonghornVersions.Chart(system.Storage.Longhorn!)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodSecurityExemption> Exemptions(SystemSpec system) =>
        IsIn(system) ? [new(Longhorn.Namespace, PodSecurityLevel.Privileged, "Longhorn's pods mount devices and folders of the host")] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system) =>
        LonghornPods.Of(system);

    /// <summary>Requested of every node, so that Longhorn can be added later: iSCSI, NFS and encryption.</summary>
    /// <inheritdoc/>
    public override NodeRequests NodeRequests(SystemSpec system) => new()
    {
        Packages = ["cryptsetup", "dmsetup", "nfs-common", "open-iscsi"],
        Modules = ["dm_crypt", "iscsi_tcp"],
    };

    /// <summary>The connections to the backup target, which managers and instance managers open.</summary>
    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (scene.Spec.Storage is { Longhorn: not null, BackupTarget: { } target })
        {
            scene.AddBucket(PodsEnd.All(Longhorn.Namespace), target, "copies of volumes");
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => [LonghornDashboard.Of()];

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        scene.Spec.Storage.Longhorn is null ? [] : [new(Managers, MetricsPort)];

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => LonghornAlerts.Of(system);

    /// <summary>The engines, the drivers and the user interface, whose volumes the managers report.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<PodsWithoutMetrics> PodsWithoutMetrics(FlowScene scene) => scene.Spec.Storage.Longhorn is null
        ? []
        : [new(PodsEnd.All(Longhorn.Namespace), $"{Flows.PodsWithoutMetrics.ByTheCluster}; the managers: their volumes")];
}
