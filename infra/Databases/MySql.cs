using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using Rand = Pulumi.Random;

namespace Infra.Databases;

/// <summary>
/// A MySQL cluster: members that replicate synchronously, proxies before them, scheduled backups and an archive of binary
/// logs. Losing a member loses no committed transaction; the proxies lead to another one within seconds. Its databases
/// are <see cref="MySqlDatabases"/>'.
/// </summary>
public sealed class MySql : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:MySql";

    /// <summary>Seconds between uploads of binary logs: at most so much is lost with all members and their volumes.</summary>
    public const int SecondsBetweenUploads = 60;

    /// <summary>Seconds between the proxies' checks of a member; after two that failed they lead elsewhere.</summary>
    public const int SecondsBetweenChecks = 3;

    /// <summary>The user that the images of members, proxies and backups run as.</summary>
    internal const int User = 1001;

    private const string Backups = "backups";
    private const string BinaryLogs = "binlogs";

    /// <summary>The accounts that the operator uses; it would make the passwords up where one is missing.</summary>
    private static readonly string[] Accounts = ["root", "xtrabackup", "monitor", "proxyadmin", "operator", "replication"];

    private readonly string _name;
    private readonly MySqlArgs _args;

    /// <summary>The cluster, once it takes connections.</summary>
    public Resource Cluster { get; }

    /// <summary>Creates the cluster.</summary>
    public MySql(string name, MySqlArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        (_name, _args) = (name, args);
        var after = new List<Resource>(args.After) { args.Namespace, CreateAccounts() };
        if (args.Server.Archive is not null)
        {
            after.Add(CreateCredentials());
        }

        Cluster = new XtraDbCluster(
            $"{name}-cluster",
            new()
            {
                Metadata = new ObjectMetaArgs
                {
                    Name = args.Server.Name,
                    Namespace = args.Server.Namespace,
                    Labels = args.Labels.ToDictionary(StringComparer.Ordinal),
                    // The volumes have no finalizer: they outlive the object.
                    Finalizers = { "percona.com/delete-pxc-pods-in-order" },
                    // A restore lets the operator, and whoever starts it, write to the object: what is described is taken back.
                    Annotations = { ["pulumi.com/waitFor"] = "jsonpath={.status.state}=ready", ["pulumi.com/patchForce"] = "true" },
                },
                Spec = CreateSpec(),
            },
            new()
            {
                Parent = this,
                DependsOn = after.ToArray(),
                Protect = args.Protect,
                // Members start one after another, each with a copy of the one before, and stop one after another.
                CustomTimeouts = new() { Create = Limit, Update = Limit, Delete = Limit },
            });
        RegisterOutputs();
    }

    /// <summary>How many backups of a schedule are kept to reach back as far as described; the schedule runs at least once a day.</summary>
    public static int Kept(ArchiveSpec archive) =>
        (int)Math.Ceiling(archive.KeepFor.Value.TotalDays * (archive.BaseBackup.RunsPerDay ?? 1));

    /// <summary>Proxies: one more than may be missing, and one where nothing fails over.</summary>
    public static int Proxies(MySqlSpec server) => CanFailOver(server) ? 2 : 1;

    /// <summary>The secret with the passwords of the operator's accounts, root's among them.</summary>
    internal static string AccountsOf(MySqlSpec server) => $"{server.Name}-secrets";

    private static TimeSpan Limit => TimeSpan.FromMinutes(40);

    private static bool CanFailOver(MySqlSpec server) => server.Instances >= 3;

    private CoreV1.Secret CreateAccounts()
    {
        var secret = new SecretArgs { Metadata = Named(AccountsOf(_args.Server)) };
        foreach (var account in Accounts)
        {
            // At most 32 characters for the account of replication (MySQL, CHANGE REPLICATION SOURCE).
            var password = new Rand.RandomPassword($"{_name}-{account}", new() { Length = 30, Special = false }, new() { Parent = this, Protect = _args.Protect });
            secret.StringData.Add(account, password.Result);
        }

        return new($"{_name}-accounts", secret, InSpace());
    }

    private CoreV1.Secret CreateCredentials() => new(
        $"{_name}-backup-credentials",
        new SecretArgs
        {
            Metadata = Named(CredentialsName),
            StringData = { ["AWS_ACCESS_KEY_ID"] = _args.AccessKey!, ["AWS_SECRET_ACCESS_KEY"] = _args.SecretKey! },
        },
        InSpace());

    private string CredentialsName => PhysicalName.Kubernetes(_args.Server.Name, "backup-credentials");

    private XtraDbClusterSpecArgs CreateSpec()
    {
        var server = _args.Server;
        var spec = new XtraDbClusterSpecArgs
        {
            CrVersion = MySqlVersions.OperatorVersion,
            SecretsName = AccountsOf(server),
            EnableVolumeExpansion = true,
            UpdateStrategy = "SmartUpdate",
            UpgradeOptions = new XtraDbUpgradeOptionsArgs { Apply = "disabled" },
            InitContainer = new XtraDbInitContainerArgs { ContainerSecurityContext = PodRights.Container(User), Resources = PodResources.Of("25m", "32Mi", "200m", "128Mi") },
            Pxc = CreateMembers(),
            HaProxy = CreateProxies(),
            // Members log to their standard output then, which is collected anyway.
            LogCollector = new XtraDbSwitchArgs { Enabled = false },
        };
        if (!CanFailOver(server))
        {
            spec.UnsafeFlags = new XtraDbUnsafeFlagsArgs { PxcSize = true, ProxySize = true };
        }

        if (server.Archive is { } archive)
        {
            spec.Backup = CreateBackup(archive);
        }

        return spec;
    }

    private XtraDbPodsArgs CreateMembers()
    {
        var members = new XtraDbPodsArgs
        {
            Size = _args.Server.Instances,
            Image = _args.Server.Image,
            ImagePullPolicy = "IfNotPresent",
            AutoRecovery = true,
            Configuration = MySqlConfiguration.For(_args.Server.Resources.LimitMemory),
            NodeSelector = _args.Server.NodeLabels.ToDictionary(StringComparer.Ordinal),
            Affinity = Apart("pxc"),
            PodDisruptionBudget = new XtraDbDisruptionArgs { MaxUnavailable = 1 },
            GracePeriod = 600,
            Resources = PodResources.Of(_args.Server.Resources),
            VolumeSpec = new XtraDbVolumeArgs
            {
                PersistentVolumeClaim = new PersistentVolumeClaimSpecArgs
                {
                    AccessModes = { "ReadWriteOnce" },
                    StorageClassName = _args.Volume.Class,
                    Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = _args.Volume.Size.ToString() } },
                },
            },
            PodSecurityContext = PodRights.Pod(User),
            ContainerSecurityContext = PodRights.Container(User),
        };
        if (_args.Server.OnControlPlane)
        {
            members.Tolerations.Add(new TolerationArgs { Key = TaintSpec.ControlPlane, Operator = "Exists", Effect = "NoSchedule" });
        }

        return members;
    }

    private XtraDbPodsArgs CreateProxies() => new()
    {
        Enabled = true,
        Size = Proxies(_args.Server),
        Image = MySqlVersions.HaProxy,
        ImagePullPolicy = "IfNotPresent",
        NodeSelector = _args.Server.NodeLabels.ToDictionary(StringComparer.Ordinal),
        Affinity = Apart("haproxy"),
        // The operator's own 10 s would make up most of a failover.
        HealthCheck = new XtraDbHealthCheckArgs { Interval = SecondsBetweenChecks * 1000, Fall = 2, Rise = 1 },
        PodDisruptionBudget = new XtraDbDisruptionArgs { MaxUnavailable = 1 },
        GracePeriod = 30,
        Resources = PodResources.Of("50m", "64Mi", "250m", "256Mi"),
        SidecarResources = PodResources.Of("25m", "32Mi", "100m", "64Mi"),
        PodSecurityContext = PodRights.Pod(User),
        ContainerSecurityContext = PodRights.Container(User),
    };

    private XtraDbBackupArgs CreateBackup(ArchiveSpec archive)
    {
        // A server that is made anew begins a new history: its archive must not continue that of the one before.
        var incarnation = new Rand.RandomId(
            $"{_name}-incarnation",
            new() { ByteLength = 4, Keepers = { ["namespace"] = _args.Server.Namespace } },
            new() { Parent = this, Protect = _args.Protect });
        return new()
        {
            Image = MySqlVersions.XtraBackup,
            ImagePullPolicy = "IfNotPresent",
            BackoffLimit = 3,
            Storages = { [Backups] = StorageIn(archive, incarnation, Backups), [BinaryLogs] = StorageIn(archive, incarnation, BinaryLogs) },
            Schedule = new[]
            {
                new XtraDbScheduleArgs
                {
                    Name = "scheduled",
                    Schedule = archive.BaseBackup.ToString(),
                    StorageName = Backups,
                    // Only objects in the cluster: deleting in the bucket does not go with an archive of binary logs
                    // (the operator's documentation of it), so a rule of the bucket does that.
                    Retention = new XtraDbRetentionArgs { Type = "count", Count = Kept(archive), DeleteFromStorage = false },
                },
            },
            Pitr = new XtraDbPitrArgs
            {
                Enabled = true,
                StorageName = BinaryLogs,
                TimeBetweenUploads = SecondsBetweenUploads,
                TimeoutSeconds = 60,
                Resources = PodResources.Of("25m", "64Mi", "200m", "256Mi"),
            },
        };
    }

    private XtraDbStorageArgs StorageIn(ArchiveSpec archive, Rand.RandomId incarnation, string folder) => new()
    {
        Type = "s3",
        VerifyTls = true,
        S3 = new XtraDbS3Args
        {
            Bucket = incarnation.Hex.Apply(hex => $"{ArchiveFolder.Of(archive.Location, _args.ClusterName)}/{_args.Server.Name}-{hex}/{folder}"),
            Region = archive.Location.Region,
            EndpointUrl = $"https://{archive.Location.Endpoint}",
            CredentialsSecret = CredentialsName,
        },
        NodeSelector = _args.Server.NodeLabels.ToDictionary(StringComparer.Ordinal),
        Resources = PodResources.Of("100m", "128Mi", "500m", "512Mi"),
        PodSecurityContext = PodRights.Pod(User),
        ContainerSecurityContext = PodRights.Container(User),
    };

    private XtraDbAffinityArgs Apart(string component)
    {
        return _args.Server.SpreadRequired
            ? new() { AntiAffinityTopologyKey = Labels.Hostname }
            : new()
            {
                Advanced = new AffinityArgs
                {
                    PodAntiAffinity = new PodAntiAffinityArgs
                    {
                        PreferredDuringSchedulingIgnoredDuringExecution = new[]
                        {
                            new WeightedPodAffinityTermArgs
                            {
                                Weight = 100,
                                PodAffinityTerm = new PodAffinityTermArgs
                                {
                                    TopologyKey = Labels.Hostname,
                                    LabelSelector = new LabelSelectorArgs
                                    {
                                        MatchLabels = new Dictionary<string, string>(PodLabels.MySql(_args.Server.Name), StringComparer.Ordinal) { ["app.kubernetes.io/component"] = component },
                                    },
                                },
                            },
                        },
                    },
                },
            };
    }

    private ObjectMetaArgs Named(string name) => new() { Name = name, Namespace = _args.Server.Namespace, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private CustomResourceOptions InSpace() => new() { Parent = this, DependsOn = { _args.Namespace }, DeletedWith = _args.Namespace };
}
