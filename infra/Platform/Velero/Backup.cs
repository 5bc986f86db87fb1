using Infra.Charts;
using Infra.Crds;
using Infra.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using Release = Pulumi.Kubernetes.Helm.V3.Release;

namespace Infra.Platform;

/// <summary>
/// Velero: backups in a bucket of the objects of namespaces, the data of their volumes, and the keys that cannot be created again.
/// Installed once for a cluster, after the class of volume snapshots. Volumes of databases are left out: they have archives and dumps of
/// their own.
/// </summary>
public sealed class Backup : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Backup";

    /// <summary>
    /// Retention of the backups of keys. Each contains all keys so far, so the retention only limits how late a loss may be noticed.
    /// </summary>
    private static readonly Duration KeepKeys = Duration.Parse("90d");

    private static readonly CronSchedule KeysWithoutSealing = CronSchedule.Parse("0 1 * * *");

    // One volume at a time on each node: a move needs a second whole volume, and the nodes are small.
    private const string NodeAgentConfig =
        """{"loadConcurrency":{"globalConfig":1},"podResources":"""
        + """{"cpuRequest":"50m","memoryRequest":"128Mi","cpuLimit":"1","memoryLimit":"1Gi"}}""";

    private readonly string _name;
    private readonly BackupArgs _args;
    private readonly StackContext _context;
    private readonly CoreV1.Namespace _namespace;

    /// <summary>Installs Velero.</summary>
    public Backup(string name, BackupArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        // The node agent mounts the kubelet's folder of volumes and reads the data of pods as root. A data move has a snapshot and a volume
        // of Longhorn in this namespace.
        _namespace = PlatformNamespace.Create(
            $"{name}-namespace", args.Velero.Namespace, PodSecurityLevel.Privileged, context, this, args.Controllers);
        var first = CreateCredentials();
        if (args.Velero.RepositoryPassword is { } password)
        {
            first.Add(CreateSecret("repository", "velero-repo-credentials", "repository-password", context.Secret(password)));
        }

        first.Add(CreateNodeAgentConfig());
        var release = ChartRelease.Create(
            $"{name}-velero",
            "velero",
            BackupVersions.Chart,
            args.Velero.Namespace,
            VeleroValues.For(args.Velero, context.System.Cluster, context.Protect),
            new() { Parent = this, DependsOn = [.. first, .. args.After], Protect = context.Protect });
        CreateSchedules(release);
        foreach (var test in context.System.Backup.RestoreTests)
        {
            _ = new RestoreTest(
                $"{name}-{test.Name}",
                new()
                {
                    Test = test,
                    Velero = args.Velero,
                    VeleroNamespace = _namespace,
                    Installed = release,
                    Controllers = args.Controllers,
                },
                context,
                new() { Parent = this });
        }

        RegisterOutputs();
    }

    /// <summary>A location's credentials in the format of the plugin.</summary>
    public static string Credentials(string accessKey, string secretKey) =>
        $"[default]\naws_access_key_id={accessKey}\naws_secret_access_key={secretKey}\n";

    /// <summary>The schedule on which keys and certificates are backed up; null without a place for them.</summary>
    /// <param name="system">The system.</param>
    public static CronSchedule? KeysScheduleOf(SystemSpec system) => system.Backup.Velero is { Locations.Count: > 0 }
        ? system.Security.SealedSecrets?.KeyBackup ?? KeysWithoutSealing
        : null;

    private List<Resource> CreateCredentials()
    {
        var secrets = new List<Resource>();
        foreach (var location in _args.Velero.Locations)
        {
            var content = Output.Tuple(
                _context.Secret(location.S3.AccessKey),
                _context.Secret(location.S3.SecretKey)).Apply(keys => Credentials(keys.Item1, keys.Item2));
            secrets.Add(
                CreateSecret($"location-{location.Name}", VeleroValues.CredentialOf(location.Name), VeleroValues.CredentialKey, content));
        }

        return secrets;
    }

    private void CreateSchedules(Release release)
    {
        foreach (var schedule in _args.Velero.Schedules)
        {
            CreateSchedule(release, schedule.Name, schedule.Schedule, new()
            {
                Ttl = schedule.KeepFor.ToGo(),
                StorageLocation = LocationOf(schedule),
                IncludedNamespaces = schedule.Namespaces.ToArray(),
                ExcludedResources = BackupPolicies.Excluded(_args.Parts).ToArray(),
                SnapshotVolumes = _args.Velero.VolumeSnapshots,
                SnapshotMoveData = _args.Velero.VolumeSnapshots,
                DefaultVolumesToFsBackup = _args.Velero is { NodeAgent: true, VolumeSnapshots: false },
                CsiSnapshotTimeout = "10m0s",
                ItemOperationTimeout = "4h0m0s",
                LabelSelector = BackupPolicies.Selected(_args.Parts),
            });
        }

        if (KeysScheduleOf(_context.System) is { } keys)
        {
            CreateKeysSchedule(release, keys);
        }
    }

    /// <summary>
    /// The backup of the keys of the Sealed Secrets controller and of every TLS certificate: both are secrets selected by their labels, in
    /// any namespace. New certificates are limited in number for a week.
    /// </summary>
    private void CreateKeysSchedule(Release release, CronSchedule when) => CreateSchedule(
        release,
        VeleroSpec.KeysSchedule,
        when,
        new()
        {
            Ttl = KeepKeys.ToGo(),
            StorageLocation = _args.Velero.Locations[0].Name,
            IncludedNamespaces = { "*" },
            IncludedResources = { "secrets" },
            OrLabelSelectors =
            {
                new ScheduleSelectorArgs
                {
                    MatchExpressions = { new ScheduleExpressionArgs { Key = SealedSecrets.KeyLabel, Operator = "Exists" } },
                },
                // cert-manager puts it on the secrets of its certificates.
                new ScheduleSelectorArgs { MatchLabels = { ["controller.cert-manager.io/fao"] = "true" } },
            },
            SnapshotVolumes = false,
        });

    private void CreateSchedule(Release release, string schedule, CronSchedule when, ScheduleTemplateArgs template) => _ = new Schedule(
        $"{_name}-{schedule}",
        new()
        {
            Metadata = _context.Metadata(_args.Velero.Namespace, schedule),
            Spec = new ScheduleSpecArgs
            {
                Schedule = when.ToString(),
                // A schedule removed by mistake keeps its backups, and a new one does not start a backup during pulumi up.
                UseOwnerReferencesInBackup = false,
                SkipImmediately = true,
                Template = template,
            },
        },
        new() { Parent = this, DependsOn = { release }, DeletedWith = _namespace });

    private string LocationOf(BackupScheduleSpec schedule) => schedule.Location ?? _args.Velero.Locations[0].Name;

    private CoreV1.Secret CreateSecret(string noun, string secret, string key, Input<string> content) => new(
        $"{_name}-{noun}",
        new SecretArgs { Metadata = _context.Metadata(_args.Velero.Namespace, secret), Type = "Opaque", StringData = { [key] = content } },
        StackContext.Inside(this, _namespace));

    private CoreV1.ConfigMap CreateNodeAgentConfig() => new(
        $"{_name}-node-agent",
        new ConfigMapArgs
        {
            Metadata = _context.Metadata(_args.Velero.Namespace, VeleroValues.NodeAgentConfig),
            Data = { ["node-agent-config.json"] = NodeAgentConfig },
        },
        StackContext.Inside(this, _namespace));
}
