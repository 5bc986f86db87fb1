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
/// Velero: the objects of namespaces and the data of their volumes in a bucket, and the keys that cannot be made again. Once a
/// cluster, after the class of volume snapshots. Databases' volumes are not in it: they have archives and dumps of their own.
/// </summary>
public sealed class Backup : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:platform:Backup";

    /// <summary>How long backups of keys are kept. Each has all keys so far, so this only says how late a loss may be noticed.</summary>
    private static readonly Duration s_keepKeys = Duration.Parse("90d");

    private static readonly CronSchedule s_keysWithoutSealing = CronSchedule.Parse("0 1 * * *");

    // One volume at a time on each node: a move makes a whole volume beside it, and the nodes are small.
    private const string NodeAgentConfig = """
        {"loadConcurrency":{"globalConfig":1},"podResources":{"cpuRequest":"50m","memoryRequest":"128Mi","cpuLimit":"1","memoryLimit":"1Gi"}}
        """;

    private readonly string _name;
    private readonly BackupArgs _args;
    private readonly string _space;
    private readonly CoreV1.Namespace _namespace;

    /// <summary>Installs Velero.</summary>
    public Backup(string name, BackupArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        _space = args.Velero.Namespace;
        // The node agent mounts the kubelet's folder of volumes and reads as root what pods wrote there.
        _namespace = PlatformNamespace.Create($"{name}-namespace", _space, PodSecurityLevel.Privileged, args.Labels, new() { Parent = this, Protect = args.Protect });
        var first = CreateCredentials();
        if (args.RepositoryPassword is { } password)
        {
            first.Add(CreateSecret("repository", "velero-repo-credentials", "repository-password", password));
        }

        first.Add(CreateNodeAgentConfig());
        var release = ChartRelease.Create(
            $"{name}-velero",
            "velero",
            BackupVersions.Chart,
            _space,
            VeleroValues.For(args.Velero, args.System.Cluster),
            new() { Parent = this, DependsOn = [.. first, .. args.After], Protect = args.Protect });
        CreateSchedules(release);
        foreach (var test in args.System.Backup.RestoreTests)
        {
            _ = new RestoreTest($"{name}-{test.Name}", new()
            {
                Test = test,
                Velero = args.Velero,
                Classes = args.System.Storage.Classes,
                K3sVersion = args.System.Cluster.K3s.Version,
                VeleroNamespace = _namespace,
                Installed = release,
                Labels = args.Labels,
                Protect = args.Protect,
            }, new() { Parent = this });
        }

        RegisterOutputs();
    }

    /// <summary>A location's credentials as the plugin reads them.</summary>
    public static string Credentials(string accessKey, string secretKey) => $"[default]\naws_access_key_id={accessKey}\naws_secret_access_key={secretKey}\n";

    private List<Resource> CreateCredentials()
    {
        var secrets = new List<Resource>();
        foreach (var location in _args.Velero.Locations)
        {
            var content = Output.Tuple(_args.AccessKeys[location.Name], _args.SecretKeys[location.Name]).Apply(keys => Credentials(keys.Item1, keys.Item2));
            secrets.Add(CreateSecret($"location-{location.Name}", VeleroValues.CredentialOf(location.Name), VeleroValues.CredentialKey, content));
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
                LabelSelector = BackupPolicies.NotOfDatabases(),
            });
        }

        if (_args.Velero.Locations.Count > 0)
        {
            CreateKeysSchedule(release);
        }
    }

    /// <summary>
    /// The keys of the Sealed Secrets controller, and every TLS certificate: both are secrets known by their labels, in whatever
    /// namespace. Certificates could be ordered anew, but only so many a week.
    /// </summary>
    private void CreateKeysSchedule(Release release) => CreateSchedule(
        release,
        VeleroSpec.KeysSchedule,
        _args.System.Security.SealedSecrets?.KeyBackup ?? s_keysWithoutSealing,
        new()
        {
            Ttl = s_keepKeys.ToGo(),
            StorageLocation = _args.Velero.Locations[0].Name,
            IncludedNamespaces = { "*" },
            IncludedResources = { "secrets" },
            OrLabelSelectors =
            {
                new ScheduleSelectorArgs { MatchExpressions = { new ScheduleExpressionArgs { Key = SealedSecrets.KeyLabel, Operator = "Exists" } } },
                // cert-manager puts it on the secrets of its certificates.
                new ScheduleSelectorArgs { MatchLabels = { ["controller.cert-manager.io/fao"] = "true" } },
            },
            SnapshotVolumes = false,
        });

    private void CreateSchedule(Release release, string schedule, CronSchedule when, ScheduleTemplateArgs template) => _ = new Schedule(
        $"{_name}-{schedule}",
        new()
        {
            Metadata = Meta(schedule),
            Spec = new ScheduleSpecArgs
            {
                Schedule = when.ToString(),
                // A schedule that is removed by mistake must not take its backups with it; nor does a new one begin in the middle of pulumi up.
                UseOwnerReferencesInBackup = false,
                SkipImmediately = true,
                Template = template,
            },
        },
        new() { Parent = this, DependsOn = { release }, DeletedWith = _namespace });

    private string LocationOf(BackupScheduleSpec schedule) => schedule.Location ?? _args.Velero.Locations[0].Name;

    private CoreV1.Secret CreateSecret(string noun, string secret, string key, Input<string> content) => new(
        $"{_name}-{noun}",
        new SecretArgs { Metadata = Meta(secret), Type = "Opaque", StringData = { [key] = content } },
        Inside());

    private CoreV1.ConfigMap CreateNodeAgentConfig() => new(
        $"{_name}-node-agent",
        new ConfigMapArgs { Metadata = Meta(VeleroValues.NodeAgentConfig), Data = { ["node-agent-config.json"] = NodeAgentConfig } },
        Inside());

    private ObjectMetaArgs Meta(string name) => new() { Name = name, Namespace = _space, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private CustomResourceOptions Inside() => new() { Parent = this, DependsOn = { _namespace }, DeletedWith = _namespace };
}
