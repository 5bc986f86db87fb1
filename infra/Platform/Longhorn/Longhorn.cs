using Infra.Charts;
using Infra.Cluster;
using Infra.Crds;
using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using Release = Pulumi.Kubernetes.Helm.V3.Release;

namespace Infra.Platform;

/// <summary>
/// Longhorn: volumes replicated between the disks of nodes. The nodes are labelled before the install, because Longhorn adds a disk only to
/// a node without one. The chart's own job uninstalls it, which the settings allow where the environment is not protected.
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

    /// <summary>
    /// Time limit of the release in seconds: every node pulls images of several hundred MB, an upgrade waits for every engine, and the
    /// uninstall job, which deletes the volumes, has a limit of its own of 900 s (the chart's <c>activeDeadlineSeconds</c>).
    /// </summary>
    private const int TimeoutSeconds = 1800;

    /// <summary>The group of volumes without a job or a group: restored ones, and those created by hand.</summary>
    private const string DefaultGroup = "default";

    private readonly string _name;
    private readonly LonghornArgs _args;
    private readonly StackContext _context;
    private readonly StorageSpec _storage;

    /// <summary>The release, for everything with volumes to depend on.</summary>
    public Release Installed { get; }

    /// <summary>The class of volume snapshots, which Velero selects by its label and depends on.</summary>
    public VolumeSnapshotClass SnapshotClass { get; }

    /// <summary>The installed version.</summary>
    [Output("version")]
    public Output<string> Version { get; }

    /// <summary>Installs Longhorn.</summary>
    public Longhorn(string name, LonghornArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context, _storage) = (name, args, context, context.System.Storage);
        // Longhorn's pods mount devices and folders of the host.
        var @namespace = PlatformNamespace.Create($"{name}-namespace", Namespace, PodSecurityLevel.Privileged, context, this);
        var labelled = args.Nodes.Select(LabelNode).ToArray();
        Resource[] keys = _storage.BackupTarget is { } target ? [CreateBackupSecret(target, @namespace)] : [];
        Installed = Install([@namespace, .. args.After, .. labelled, .. keys]);
        CreateRecurringJobs();
        SnapshotClass = CreateSnapshotClass();
        Version = Installed.Version;
        RegisterOutputs();
    }

    /// <summary>The groups of volumes of a recurring job: the volumes of each class are a group of the class's name.</summary>
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
    /// The label that makes Longhorn use a node's disk. A recreated node has no label; the host's id in the annotation renews the patch
    /// with it. The patch is retained on delete: a node that left has no label to remove.
    /// </summary>
    private CoreV1.NodePatch LabelNode(ClusterNode node) => new(
        $"{_name}-{node.Host.Node.Name}-label",
        new NodePatchArgs
        {
            Metadata = new ObjectMetaPatchArgs
            {
                Name = node.Host.Node.Name,
                Labels = { ["node.longhorn.io/create-default-disk"] = "true" },
                Annotations = { ["pulumi.com/patchForce"] = "true", ["infra/storage-host"] = node.Host.HostId },
            },
        },
        new() { Parent = this, DependsOn = { node.Started }, RetainOnDelete = true });

    private CoreV1.Secret CreateBackupSecret(S3LocationSpec target, CoreV1.Namespace @namespace)
    {
        var entries = new SecretArgs
        {
            Metadata = _context.Metadata(Namespace, BackupSecretName),
            Type = "Opaque",
            StringData =
            {
                ["AWS_ACCESS_KEY_ID"] = _context.Secret(target.AccessKey),
                ["AWS_SECRET_ACCESS_KEY"] = _context.Secret(target.SecretKey),
            },
        };
        if (!target.IsAmazon())
        {
            entries.StringData.Add("AWS_ENDPOINTS", target.Endpoint.Url);
        }

        if (target.Ca is { } authority)
        {
            entries.StringData.Add("AWS_CERT", authority);
        }

        return new($"{_name}-backup", entries, StackContext.Inside(this, @namespace));
    }

    private Release Install(IReadOnlyList<Resource> after)
    {
        var spec = _args.Spec;
        var values = LonghornValues.For(
            spec,
            _storage.RecurringJobs,
            StoragePlacement.DriverTaints(_context.System),
            _storage.BackupTarget is { } target ? LonghornValues.TargetUrl(target) : null,
            BackupSecretName,
            _context.Protect);
        return ChartRelease.Create(
            $"{_name}-release",
            "longhorn",
            LonghornVersions.Chart(spec),
            Namespace,
            values,
            new()
            {
                Parent = this,
                DependsOn = after.ToArray(),
                Protect = _context.Protect,
            },
            spec.Version,
            TimeoutSeconds);
    }

    private void CreateRecurringJobs()
    {
        foreach (var job in _storage.RecurringJobs)
        {
            _ = new RecurringJob(
                $"{_name}-{job.Name}",
                new()
                {
                    Metadata = _context.Metadata(Namespace, job.Name),
                    Spec = new RecurringJobSpecArgs
                    {
                        Name = job.Name,
                        Task = TaskName(job.Task),
                        Cron = job.Schedule.ToString(),
                        Retain = job.Retain,
                        Concurrency = job.Concurrency,
                        Groups = GroupsOf(job, _storage.Classes).ToArray(),
                    },
                },
                new() { Parent = this, DependsOn = { Installed } });
        }
    }

    /// <summary>
    /// The class of volume snapshots. They stay in the cluster (`snap`): with those that Longhorn copies to the backup target at once
    /// (`bak`), Velero never ends (velero#8576). Velero copies the data itself, and then deletes the snapshot and Longhorn's with it.
    /// </summary>
    private VolumeSnapshotClass CreateSnapshotClass() => new(
        $"{_name}-snapshot-class",
        new()
        {
            Metadata = _context.Metadata(null, SnapshotClassName, ("velero.io/csi-volumesnapshot-class", "true")),
            Driver = StorageClasses.LonghornDriver,
            DeletionPolicy = "Delete",
            Parameters = { ["type"] = "snap" },
        },
        new() { Parent = this, DependsOn = { Installed } });

    private static string TaskName(RecurringTask task) => task switch
    {
        RecurringTask.Snapshot => "snapshot",
        RecurringTask.Backup => "backup",
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "no such recurring task"),
    };
}
