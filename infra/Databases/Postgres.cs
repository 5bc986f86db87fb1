using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>
/// A PostgreSQL server: a primary with its replicas, its archive with base backups, its pooler. It is up when this is done.
/// The services <c>-rw</c> and <c>-ro</c> and the disruption budgets are the operator's. Metrics are on port 9187 of every
/// pod (<c>metrics</c>); who scrapes them brings the monitor.
/// </summary>
public sealed class Postgres : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:Postgres";

    private const string AccessKeyEntry = "accessKeyId";
    private const string SecretKeyEntry = "secretAccessKey";
    private const string RegionEntry = "region";

    private readonly string _name;
    private readonly PostgresArgs _args;

    /// <summary>The server, for its databases to depend on.</summary>
    public PostgresCluster Server { get; }

    /// <summary>Its folder in the archive; empty without one.</summary>
    [Output("archiveName")]
    public Output<string> ArchiveName { get; }

    /// <summary>Makes the server.</summary>
    public Postgres(string name, PostgresArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        Resource[] first = [args.Namespace, .. args.After];
        Output<string>? archive = null;
        if (args.Server.Archive is { } described)
        {
            archive = CreateIncarnation();
            first = [.. first, CreateStore(described)];
        }

        Server = CreateServer(archive, first);
        if (args.Server.Archive is { } scheduled)
        {
            CreateBackups(scheduled);
        }

        if (args.Server.Pooler is { } pooler)
        {
            _ = new Pooler($"{name}-pooler", new() { Metadata = Meta(PodLabels.PoolerName(args.Server.Name)), Spec = PostgresServer.Pooler(args.Server, pooler) }, Inside(Server));
        }

        ArchiveName = archive ?? Output.Create("");
        RegisterOutputs();
    }

    /// <summary>How far back recovery reaches, in whole days, as the plugin wants it.</summary>
    public static string Retention(Duration keepFor) => $"{Math.Max(1, (int)Math.Ceiling(keepFor.Value.TotalDays))}d";

    /// <summary>
    /// A server's folder in the archive. It stays as long as the server, and is a new one when the server is made again, in
    /// another namespace or from the archive: the plugin refuses to archive into a folder with another server's log.
    /// </summary>
    private Output<string> CreateIncarnation()
    {
        var incarnation = new RandomId(
            $"{_name}-incarnation",
            new RandomIdArgs { ByteLength = 4, Keepers = { ["namespace"] = _args.Server.Namespace, ["recovery"] = PostgresServer.Incarnation(_args.Server) } },
            new() { Parent = this, Protect = _args.Protect });
        return Output.Format($"{_args.Server.Name}-{incarnation.Hex}");
    }

    private ObjectStore CreateStore(ArchiveSpec archive)
    {
        var keys = new CoreV1.Secret(
            $"{_name}-archive-keys",
            new SecretArgs
            {
                Metadata = Meta(SecretName),
                StringData =
                {
                    [AccessKeyEntry] = _args.AccessKey ?? throw new InvalidOperationException("an archive needs an access key"),
                    [SecretKeyEntry] = _args.SecretKey ?? throw new InvalidOperationException("an archive needs a secret key"),
                    [RegionEntry] = archive.Location.Region,
                },
            },
            Inside());
        var configuration = new ObjectStoreConfigurationArgs
        {
            DestinationPath = $"s3://{ArchiveFolder.Of(archive.Location, _args.ClusterName)}",
            S3Credentials = new ObjectStoreS3CredentialsArgs { AccessKeyId = Entry(AccessKeyEntry), SecretAccessKey = Entry(SecretKeyEntry), Region = Entry(RegionEntry) },
            Wal = new ObjectStoreWalArgs { Compression = "gzip", MaxParallel = 4 },
            Data = new ObjectStoreDataArgs { Compression = "gzip", Jobs = 2 },
        };
        var sidecar = new ObjectStoreSidecarArgs
        {
            Resources = PodResources.Of("50m", "128Mi", "500m", "512Mi"),
        };
        if (!archive.Location.IsAmazon())
        {
            configuration.EndpointUrl = $"https://{archive.Location.Endpoint}";
            // Other services refuse the checksums that Amazon's library adds to every upload.
            sidecar.Env.Add(new EnvVarArgs { Name = "AWS_REQUEST_CHECKSUM_CALCULATION", Value = "when_required" });
            sidecar.Env.Add(new EnvVarArgs { Name = "AWS_RESPONSE_CHECKSUM_VALIDATION", Value = "when_required" });
        }

        return new(
            $"{_name}-archive",
            new() { Metadata = Meta(_args.Server.Name), Spec = new ObjectStoreSpecArgs { Configuration = configuration, RetentionPolicy = Retention(archive.KeepFor), InstanceSidecarConfiguration = sidecar } },
            Inside([keys, .. _args.After]));
    }

    private PostgresCluster CreateServer(Output<string>? archive, Resource[] after)
    {
        var metadata = Meta(_args.Server.Name);
        metadata.Annotations.Add("pulumi.com/waitFor", "condition=Ready");
        return new(
            $"{_name}-cluster",
            new() { Metadata = metadata, Spec = PostgresServer.Spec(_args.Server, _args.Volume, _args.PullSecrets, archive) },
            new() { Parent = this, DependsOn = after, Protect = _args.Protect, CustomTimeouts = new() { Create = Limit, Update = Limit, Delete = Limit } });
    }

    private void CreateBackups(ArchiveSpec archive) => _ = new ScheduledBackup(
        $"{_name}-base-backups",
        new()
        {
            Metadata = Meta(_args.Server.Name),
            Spec = new ScheduledBackupSpecArgs
            {
                Schedule = archive.BaseBackup.WithSeconds,
                Cluster = new PostgresClusterRefArgs { Name = _args.Server.Name },
                Method = "plugin",
                PluginConfiguration = new PostgresBackupPluginArgs { Name = CloudNativePg.ArchivePlugin },
                // A log without a base backup recovers nothing.
                Immediate = true,
                BackupOwnerReference = "cluster",
                Target = "prefer-standby",
            },
        },
        Inside(Server));

    /// <summary>Instances are cloned one after the other, and a recovery fetches a whole base backup first.</summary>
    private static TimeSpan Limit => TimeSpan.FromMinutes(60);

    private string SecretName => PhysicalName.Kubernetes(_args.Server.Name, "archive");

    private SecretKeyRefArgs Entry(string key) => new() { Name = SecretName, Key = key };

    private CustomResourceOptions Inside(params Resource[] after) => new() { Parent = this, DependsOn = [_args.Namespace, .. after], DeletedWith = _args.Namespace };

    private ObjectMetaArgs Meta(string name) => new() { Name = name, Namespace = _args.Server.Namespace, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };
}
