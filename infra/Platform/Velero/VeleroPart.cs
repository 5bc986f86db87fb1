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

/// <summary>Velero as a part: the backup of the cluster, and the tests that restore it.</summary>
public sealed class VeleroPart : PlatformPart
{
    private const int MetricsPort = 8085;

    /// <inheritdoc/>
    public override string Name => "velero";

    /// <inheritdoc/>
    public override IReadOnlyList<SectionUse> Sections { get; } = [new("backup")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> After { get; } = [PartNames.Storage];

    /// <inheritdoc/>
    public override IReadOnlyList<PartNamespace> Namespaces(SystemSpec system) =>
    [
        .. system.Backup.Velero is { } velero ? [new PartNamespace(velero.Namespace, "Velero", velero, "namespace")] : (PartNamespace[])[],
        .. system.Backup.RestoreTests.Select(
            static test => new PartNamespace(test.Into, $"the restore test '{test.Name}', which empties it", test, "into")),
    ];

    /// <inheritdoc/>
    public override bool IsIn(SystemSpec system) => system.OwnsCluster() && system.Backup.Velero is not null;

    /// <inheritdoc/>
    public override void Check(ValidationContext context) => VeleroRules.Check(context);

    /// <inheritdoc/>
    public override IReadOnlyList<Resource> Create(StackContext context, MadeParts made, ICluster cluster)
    {
        _ = new Backup("backup", new()
        {
            Velero = context.System.Backup.Velero!,
            Parts = made.All,
            After = made.Ready(After),
            Controllers = made.Controllers,
        }, context);
        return [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PodsRequest> PodRequests(SystemSpec system)
    {
        var velero = system.Backup.Velero!;
        var values = VeleroValues.For(velero, system.Cluster, protect: false);
        var requests = new List<PodsRequest> { ChartPods.Of("velero", values) };
        if (velero.NodeAgent)
        {
            requests.Add(ChartPods.Of("node-agent", values, "nodeAgent") with { OnEveryNode = true });
        }

        foreach (var test in system.Backup.RestoreTests)
        {
            requests.Add(new(test.Name, 1, Amount.RequestedBy(RestoreTest.Resources)) { Kind = PodsKind.Job });
        }

        return requests;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Secrets(SystemSpec system)
    {
        var names = new List<string>();
        if (IsIn(system) && system.Backup.Velero is { } velero)
        {
            foreach (var location in velero.Locations)
            {
                names.Add(location.S3.AccessKey);
                names.Add(location.S3.SecretKey);
            }

            if (velero.RepositoryPassword is { } password)
            {
                names.Add(password);
            }
        }

        return names;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Chart> Charts(SystemSpec system) => IsIn(system) ? [BackupVersions.Chart] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<PodSecurityExemption> Exemptions(SystemSpec system) => IsIn(system)
        ? [new(system.Backup.Velero!.Namespace, PodSecurityLevel.Privileged, "the node agent reads the volumes of pods as root")]
        : [];

    /// <summary>The connections to the buckets, also of the jobs that move data: all pods of the namespace.</summary>
    /// <inheritdoc/>
    public override void AddFlows(FlowScene scene)
    {
        if (scene.Spec.Backup.Velero is { } velero)
        {
            foreach (var location in velero.Locations)
            {
                scene.AddBucket(PodsEnd.All(velero.Namespace), location.S3, "backups");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> RestoringAccounts(SystemSpec system) =>
        IsIn(system) ? [$"system:serviceaccount:{system.Backup.Velero!.Namespace}:{VeleroValues.ServerAccount}"] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<Dashboard> Dashboards(SystemSpec system) => VeleroDashboard.Of();

    /// <inheritdoc/>
    public override IReadOnlyList<MetricsEndpoint> Metrics(FlowScene scene) =>
        scene.Spec.Backup.Velero is { } velero ? [new(PodsEnd.Named(velero.Namespace, "velero"), MetricsPort)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<AlertRule> Alerts(SystemSpec system) => VeleroAlerts.Of(system);
}
