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
/// A MySQL cluster: members that replicate synchronously, proxies in front of them, scheduled backups and an archive of binary logs. The
/// loss of a member loses no committed transaction; the proxies switch to another member within seconds. <see cref="MySqlDatabases"/>
/// creates its databases.
/// </summary>
public sealed class MySql : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:MySql";

    /// <summary>Seconds between uploads of binary logs: at most this much is lost with all members and their volumes.</summary>
    public const int SecondsBetweenUploads = 60;

    /// <summary>Seconds between the proxies' checks of a member; after two failures they switch to another member.</summary>
    public const int SecondsBetweenChecks = 3;

    /// <summary>User id of the images of members, proxies and backups.</summary>
    internal const int User = 1001;

    private const string Backups = "backups";
    private const string BinaryLogs = "binlogs";
    private const string AuthorityEntry = "ca.crt";

    /// <summary>Accounts of the operator; it generates missing passwords itself.</summary>
    private static readonly string[] Accounts = ["root", "xtrabackup", "monitor", "proxyadmin", "operator", "replication"];

    private readonly string _name;
    private readonly MySqlArgs _args;
    private readonly StackContext _context;

    /// <summary>The cluster, ready when it accepts connections.</summary>
    public Resource Cluster { get; }

    /// <summary>Creates the cluster.</summary>
    public MySql(string name, MySqlArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        var after = new List<Resource>(args.After) { args.Namespace, CreateAccounts() };
        if (args.Server.Archive is { } archive)
        {
            after.Add(CreateCredentials(archive.Location));
        }

        var metadata = _context.Metadata(_args.Server.Namespace, args.Server.Name);
        // The volumes have no finalizer: they outlive the object.
        metadata.Finalizers.Add("percona.com/delete-pxc-pods-in-order");
        // The provider deletes in the foreground by default: the garbage collector would stop all members at once while the finalizer
        // still waits for its turn. In the background it begins when the finalizer is gone.
        metadata.Annotations.Add("pulumi.com/deletionPropagationPolicy", "background");
        metadata.Annotations.Add(WaitFor.Annotation, WaitFor.Observed("state", "ready"));
        // A restore makes the operator, and the person who starts it, write to the object; the next run restores the description.
        metadata.Annotations.Add("pulumi.com/patchForce", "true");

        Cluster = new XtraDbCluster(
            $"{name}-cluster",
            new()
            {
                Metadata = metadata,
                Spec = CreateSpec(),
            },
            new()
            {
                Parent = this,
                DependsOn = after.ToArray(),
                Protect = context.Protect,
                // Members start one after another, each with a copy of the former, and stop one after another.
                CustomTimeouts = new() { Create = Limit, Update = Limit, Delete = Limit },
            });
        RegisterOutputs();
    }

    /// <summary>Number of backups that reach back as far as described; the schedule runs at least once a day.</summary>
    public static int Kept(ArchiveSpec archive) =>
        (int)Math.Ceiling(archive.KeepFor.Value.TotalDays * (archive.BaseBackup.RunsPerDay ?? 1));

    /// <summary>Number of proxies: two, so that one may be missing; one where nothing fails over.</summary>
    public static int Proxies(MySqlSpec server) => CanFailOver(server) ? 2 : 1;

    /// <summary>Name of the secret with the passwords of the operator's accounts, including root's.</summary>
    internal static string AccountsOf(MySqlSpec server) => $"{server.Name}-secrets";

    private static TimeSpan Limit => TimeSpan.FromMinutes(40);

    private static bool CanFailOver(MySqlSpec server) => server.Instances >= 3;

    private CoreV1.Secret CreateAccounts()
    {
        var secret = new SecretArgs { Metadata = _context.Metadata(_args.Server.Namespace, AccountsOf(_args.Server)) };
        foreach (var account in Accounts)
        {
            // At most 32 characters for the replication account (MySQL, CHANGE REPLICATION SOURCE).
            var password = new Rand.RandomPassword($"{_name}-{account}", new()
            {
                Length = 30,
                Special = false,
            }, new() { Parent = this, Protect = _context.Protect });
            secret.StringData.Add(account, password.Result);
        }

        return new($"{_name}-accounts", secret, StackContext.Inside(this, _args.Namespace));
    }

    private CoreV1.Secret CreateCredentials(S3LocationSpec location)
    {
        var entries = new SecretArgs
        {
            Metadata = _context.Metadata(_args.Server.Namespace, CredentialsName),
            StringData =
            {
                ["AWS_ACCESS_KEY_ID"] = _context.Secret(location.AccessKey),
                ["AWS_SECRET_ACCESS_KEY"] = _context.Secret(location.SecretKey),
            },
        };
        if (location.Ca is { } authority)
        {
            entries.StringData.Add(AuthorityEntry, authority);
        }

        return new($"{_name}-backup-credentials", entries, StackContext.Inside(this, _args.Namespace));
    }

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
            InitContainer = new XtraDbInitContainerArgs
            {
                ContainerSecurityContext = PodRights.Container(User),
                Resources = PodResources.Of("25m", "32Mi", "200m", "128Mi"),
            },
            Pxc = CreateMembers(),
            HaProxy = CreateProxies(),
            // Members then log to their standard output, which is collected anyway.
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
            Affinity = Apart("pxc"),
            PodDisruptionBudget = new XtraDbDisruptionArgs { MaxUnavailable = 1 },
            GracePeriod = 600,
            Resources = PodResources.Of(_args.Server.Resources),
            VolumeSpec = new XtraDbVolumeArgs
            {
                PersistentVolumeClaim = VolumeClaim.Spec(_args.Volume),
            },
            PodSecurityContext = PodRights.Pod(User),
            ContainerSecurityContext = PodRights.Container(User),
        };
        if (_args.Server.OnControlPlane)
        {
            members.Tolerations.Add(new TolerationArgs { Key = TaintSpec.ControlPlane, Operator = "Exists", Effect = "NoSchedule" });
        }

        if (_args.Watched)
        {
            members.Sidecars.Add(MySqlExporter.Container(_args.Server));
        }

        return Placed(members);
    }

    private XtraDbPodsArgs CreateProxies() => Placed(new XtraDbPodsArgs
    {
        Enabled = true,
        Size = Proxies(_args.Server),
        Image = MySqlVersions.HaProxy,
        ImagePullPolicy = "IfNotPresent",
        Affinity = Apart("haproxy"),
        // The operator's default of 10 s would be most of a failover.
        HealthCheck = new XtraDbHealthCheckArgs { Interval = SecondsBetweenChecks * 1000, Fall = 2, Rise = 1 },
        PodDisruptionBudget = new XtraDbDisruptionArgs { MaxUnavailable = 1 },
        GracePeriod = 30,
        Resources = PodResources.Of(MySqlPods.Proxy),
        SidecarResources = PodResources.Of(MySqlPods.Monitor),
        PodSecurityContext = PodRights.Pod(User),
        ContainerSecurityContext = PodRights.Container(User),
    });

    private XtraDbBackupArgs CreateBackup(ArchiveSpec archive)
    {
        // A server that is created again begins a new history: its archive must not continue that of the former server.
        var incarnation = new Rand.RandomId(
            $"{_name}-incarnation",
            new() { ByteLength = 4, Keepers = { ["namespace"] = _args.Server.Namespace } },
            new() { Parent = this, Protect = _context.Protect });
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
                    // Only objects in the cluster: the operator cannot delete in the bucket beside an archive of binary logs (its
                    // documentation), so a rule of the bucket does.
                    Retention = new XtraDbRetentionArgs { Type = "count", Count = Kept(archive), DeleteFromStorage = false },
                },
            },
            Pitr = new XtraDbPitrArgs
            {
                Enabled = true,
                StorageName = BinaryLogs,
                TimeBetweenUploads = SecondsBetweenUploads,
                TimeoutSeconds = 60,
                Resources = PodResources.Of(MySqlPods.Uploader),
            },
        };
    }

    private XtraDbStorageArgs StorageIn(ArchiveSpec archive, Rand.RandomId incarnation, string folder) => Placed(new XtraDbStorageArgs
    {
        Type = "s3",
        VerifyTls = true,
        S3 = BucketIn(archive, incarnation, folder),
        Resources = PodResources.Of(MySqlPods.Backup),
        PodSecurityContext = PodRights.Pod(User),
        ContainerSecurityContext = PodRights.Container(User),
    });

    // No empty map: the operator writes the object back without it.
    private XtraDbPodsArgs Placed(XtraDbPodsArgs pods)
    {
        foreach (var (label, value) in _args.Server.NodeLabels)
        {
            pods.NodeSelector.Add(label, value);
        }

        return pods;
    }

    private XtraDbStorageArgs Placed(XtraDbStorageArgs storage)
    {
        foreach (var (label, value) in _args.Server.NodeLabels)
        {
            storage.NodeSelector.Add(label, value);
        }

        return storage;
    }

    /// <summary>
    /// The bucket, with an endpoint in any case: without one, the pod that uploads binary logs and the restore connect to Amazon
    /// unencrypted (their default has no scheme). Other services are asked by path: not each has a name for each bucket.
    /// </summary>
    private XtraDbS3Args BucketIn(ArchiveSpec archive, Rand.RandomId incarnation, string folder)
    {
        var location = archive.Location;
        var bucket = new XtraDbS3Args
        {
            Bucket = incarnation.Hex.Apply(hex => $"{FolderOf(archive)}/{_args.Server.Name}-{hex}/{folder}"),
            Region = location.Region,
            EndpointUrl = location.Regional().Url,
            CredentialsSecret = CredentialsName,
        };
        if (!location.IsAmazon())
        {
            bucket.ForcePathStyle = true;
        }

        if (location.Ca is not null)
        {
            bucket.CaBundle = new SecretKeySelectorArgs { Name = CredentialsName, Key = AuthorityEntry };
        }

        return bucket;
    }

    private string FolderOf(ArchiveSpec archive) => ArchiveFolder.Of(archive.Location, _context.System.Cluster.Name);

    private XtraDbAffinityArgs Apart(string component) => _args.Server.SpreadRequired
        ? new() { AntiAffinityTopologyKey = Labels.Hostname }
        : new() { Advanced = new AffinityArgs { PodAntiAffinity = PreferredApart(component) } };

    private PodAntiAffinityArgs PreferredApart(string component) => new()
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
                        MatchLabels = new Dictionary<string, string>(MySqlEngine.Pods(_args.Server.Name), StringComparer.Ordinal)
                        {
                            ["app.kubernetes.io/component"] = component,
                        },
                    },
                },
            },
        },
    };
}
