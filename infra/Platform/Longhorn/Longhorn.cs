using Infra.Charts;
using Infra.Crds;
using Infra.Hosts;
using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using Release = Pulumi.Kubernetes.Helm.V3.Release;

namespace Infra.Platform;

/// <summary>
/// Longhorn: volumes replicated between the nodes' disks. Its nodes are labelled before it is installed, for it takes a
/// disk only from a node that has none yet; it is uninstalled by its chart's own job, which the settings allow wherever
/// the environment is not protected.
/// </summary>
public sealed class Longhorn : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Longhorn";

    /// <summary>The namespace; Longhorn supports no other.</summary>
    public const string Namespace = "longhorn-system";

    /// <summary>Name of the secret with the keys of the backup target.</summary>
    public const string BackupSecretName = "longhorn-backup";

    /// <summary>Name of Longhorn's VolumeSnapshotClass.</summary>
    public const string SnapshotClassName = "longhorn";

    /// <summary>The group of volumes that name neither job nor group: restored and hand-made ones.</summary>
    private const string DefaultGroup = "default";

    private readonly string _name;
    private readonly LonghornArgs _args;

    /// <summary>The release, for everything that needs volumes to depend on.</summary>
    public Release Installed { get; }

    /// <summary>The class of volume snapshots that Velero finds by its label, for Velero to depend on.</summary>
    public VolumeSnapshotClass SnapshotClass { get; }

    /// <summary>The version described, once the step to it was not refused.</summary>
    [Output("version")]
    public Output<string> Version { get; }

    /// <summary>Installs Longhorn.</summary>
    public Longhorn(string name, LonghornArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        var space = PlatformNamespace.Create(
            $"{name}-namespace",
            Namespace,
            // Its pods mount devices and folders of the host.
            PodSecurityLevel.Privileged,
            args.Labels,
            new() { Parent = this, Protect = args.Protect });
        var labelled = args.StorageNodes.Select(LabelNode).ToArray();
        Resource[] keys = args.BackupTarget is { } target ? [CreateBackupSecret(target, space)] : [];
        Installed = Install(space, [.. args.After, .. labelled, .. keys]);
        CreateRecurringJobs();
        SnapshotClass = CreateSnapshotClass();
        Version = Installed.Version;
        RegisterOutputs();
    }

    /// <summary>The groups of volumes a recurring job works on: each class's volumes are a group of its name.</summary>
    /// <param name="job">The job.</param>
    /// <param name="classes">The storage classes.</param>
    public static IReadOnlyList<string> GroupsOf(RecurringJobSpec job, IReadOnlyList<StorageClassSpec> classes)
    {
        if (job.Classes.Count > 0)
        {
            return job.Classes;
        }

        var groups = new List<string> { DefaultGroup };
        foreach (var entry in classes)
        {
            if (entry.Provisioner == StorageProvisioner.Longhorn)
            {
                groups.Add(entry.Name);
            }
        }

        return groups;
    }

    /// <summary>
    /// A recreated node comes back without the label; the host's id in the annotation makes the patch new with it. The
    /// label stays when the node leaves: there is nothing to take it from then.
    /// </summary>
    private CoreV1.NodePatch LabelNode(NodeHost host) => new(
        $"{_name}-{host.Node.Name}-label",
        new NodePatchArgs
        {
            Metadata = new ObjectMetaPatchArgs
            {
                Name = host.Node.Name,
                Labels = { ["node.longhorn.io/create-default-disk"] = "true" },
                Annotations = { ["pulumi.com/patchForce"] = "true", ["infra/storage-host"] = host.HostId },
            },
        },
        new() { Parent = this, DependsOn = { _args.Started[host.Node.Name] }, RetainOnDelete = true });

    private CoreV1.Secret CreateBackupSecret(S3LocationSpec target, CoreV1.Namespace space)
    {
        var keys = new InputMap<string>
        {
            ["AWS_ACCESS_KEY_ID"] = _args.BackupAccessKey!,
            ["AWS_SECRET_ACCESS_KEY"] = _args.BackupSecretKey!,
        };
        if (!target.IsAmazon())
        {
            keys["AWS_ENDPOINTS"] = $"https://{target.Endpoint}";
        }

        return new(
            $"{_name}-backup",
            new SecretArgs { Metadata = Meta(BackupSecretName), Type = "Opaque", StringData = keys },
            new() { Parent = this, DependsOn = { space }, DeletedWith = space });
    }

    private Release Install(CoreV1.Namespace space, IReadOnlyList<Resource> after)
    {
        var spec = _args.Spec;
        var values = LonghornValues.For(
            spec,
            _args.RecurringJobs,
            LonghornTaints.Of(_args.StorageNodes),
            _args.BackupTarget is { } target ? LonghornValues.TargetUrl(target) : null,
            BackupSecretName,
            _args.Protect);
        return ChartRelease.Create(
            $"{_name}-release",
            "longhorn",
            LonghornVersions.Chart(spec),
            Namespace,
            values,
            new() { Parent = this, DependsOn = [space, .. after], Protect = _args.Protect, CustomTimeouts = new() { Create = Limit, Update = Limit, Delete = Limit } },
            LonghornUpgrade.Checked(_args.VersionInForce, spec.Version));
    }

    private void CreateRecurringJobs()
    {
        foreach (var job in _args.RecurringJobs)
        {
            _ = new RecurringJob(
                $"{_name}-{job.Name}",
                new()
                {
                    Metadata = Meta(job.Name),
                    Spec = new RecurringJobSpecArgs
                    {
                        Name = job.Name,
                        Task = TaskName(job.Task),
                        Cron = job.Schedule.ToString(),
                        Retain = job.Retain,
                        Concurrency = job.Concurrency,
                        Groups = GroupsOf(job, _args.Classes).ToArray(),
                    },
                },
                new() { Parent = this, DependsOn = { Installed } });
        }
    }

    /// <summary>
    /// Snapshots stay in the cluster (`snap`): those that Longhorn copies to the backup target at once (`bak`) make Velero
    /// wait for ever (velero#8576). Velero copies the data itself and then deletes the snapshot, with it this one goes.
    /// </summary>
    private VolumeSnapshotClass CreateSnapshotClass() => new(
        $"{_name}-snapshot-class",
        new()
        {
            Metadata = new ObjectMetaArgs
            {
                Name = SnapshotClassName,
                Labels = new Dictionary<string, string>(_args.Labels, StringComparer.Ordinal) { ["velero.io/csi-volumesnapshot-class"] = "true" },
            },
            Driver = StorageClasses.LonghornDriver,
            DeletionPolicy = "Delete",
            Parameters = { ["type"] = "snap" },
        },
        new() { Parent = this, DependsOn = { Installed } });

    /// <summary>Images are pulled on every node, and the uninstall job waits for volumes to go.</summary>
    private static TimeSpan Limit => TimeSpan.FromMinutes(15);

    private ObjectMetaArgs Meta(string name) => new() { Name = name, Namespace = Namespace, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private static string TaskName(RecurringTask task) => task switch
    {
        RecurringTask.Snapshot => "snapshot",
        RecurringTask.Backup => "backup",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "no such recurring task"),
    };
}
