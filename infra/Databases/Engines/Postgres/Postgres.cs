using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Random;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>
/// A PostgreSQL server: a primary with its replicas, its archive with base backups, and its pooler. The operator creates the services
/// <c>-rw</c> and <c>-ro</c> and the disruption budgets. Every pod serves metrics on port 9187 (<c>metrics</c>).
/// </summary>
public sealed class Postgres : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:Postgres";

    private const string AccessKeyEntry = "accessKeyId";
    private const string SecretKeyEntry = "secretAccessKey";
    private const string RegionEntry = "region";
    private const string AuthorityEntry = "ca.crt";

    private readonly string _name;
    private readonly PostgresArgs _args;
    private readonly StackContext _context;

    /// <summary>The server, for its databases to depend on.</summary>
    public PostgresCluster Server { get; }

    /// <summary>Folder of the server in the archive; empty without an archive.</summary>
    [Output("archiveName")]
    public Output<string> ArchiveName { get; }

    /// <summary>Creates the server.</summary>
    public Postgres(string name, PostgresArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
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
            _ = new Pooler($"{name}-pooler", new()
            {
                Metadata = _context.Metadata(_args.Server.Namespace, PostgresPods.PoolerName(args.Server.Name)),
                Spec = PostgresServer.Pooler(args.Server, pooler),
            }, StackContext.Inside(this, args.Namespace, Server));
        }

        ArchiveName = archive ?? Output.Create("");
        RegisterOutputs();
    }

    /// <summary>Time that recovery reaches back, in whole days, in the notation of the plugin.</summary>
    public static string Retention(Duration keepFor) => $"{Math.Max(1, (int)Math.Ceiling(keepFor.Value.TotalDays))}d";

    /// <summary>
    /// Folder of the server in the archive. It stays as long as the server; a server that is created again, in another namespace or from an
    /// archive, gets a new folder, because the plugin refuses to archive into a folder with another server's log.
    /// </summary>
    private Output<string> CreateIncarnation()
    {
        var incarnation = new RandomId(
            $"{_name}-incarnation",
            new RandomIdArgs
            {
                ByteLength = 4,
                Keepers = { ["namespace"] = _args.Server.Namespace, ["recovery"] = PostgresServer.Incarnation(_args.Server) },
            },
            new() { Parent = this, Protect = _context.Protect });
        return Output.Format($"{_args.Server.Name}-{incarnation.Hex}");
    }

    private ObjectStore CreateStore(ArchiveSpec archive)
    {
        var entries = new SecretArgs
        {
            Metadata = _context.Metadata(_args.Server.Namespace, SecretName),
            StringData =
            {
                [AccessKeyEntry] = _context.Secret(archive.Location.AccessKey),
                [SecretKeyEntry] = _context.Secret(archive.Location.SecretKey),
                [RegionEntry] = archive.Location.Region,
            },
        };
        if (archive.Location.Ca is { } authority)
        {
            entries.StringData.Add(AuthorityEntry, authority);
        }

        var keys = new CoreV1.Secret($"{_name}-archive-keys", entries, StackContext.Inside(this, _args.Namespace));
        var configuration = new ObjectStoreConfigurationArgs
        {
            DestinationPath = $"s3://{ArchiveFolder.Of(archive.Location, _context.System.Cluster.Name)}",
            S3Credentials = new ObjectStoreS3CredentialsArgs
            {
                AccessKeyId = Entry(AccessKeyEntry),
                SecretAccessKey = Entry(SecretKeyEntry),
                Region = Entry(RegionEntry),
            },
            Wal = new ObjectStoreWalArgs { Compression = "gzip", MaxParallel = 4 },
            Data = new ObjectStoreDataArgs { Compression = "gzip", Jobs = 2 },
        };
        var sidecar = new ObjectStoreSidecarArgs
        {
            Resources = PodResources.Of(PostgresPods.Archiver),
        };
        if (!archive.Location.IsAmazon())
        {
            configuration.EndpointUrl = archive.Location.Endpoint.Url;
            // Other services reject the checksums that Amazon's library adds to every upload.
            sidecar.Env.Add(new EnvVarArgs { Name = "AWS_REQUEST_CHECKSUM_CALCULATION", Value = "when_required" });
            sidecar.Env.Add(new EnvVarArgs { Name = "AWS_RESPONSE_CHECKSUM_VALIDATION", Value = "when_required" });
        }

        if (archive.Location.Ca is not null)
        {
            configuration.EndpointCa = Entry(AuthorityEntry);
        }

        return new(
            $"{_name}-archive",
            new()
            {
                Metadata = _context.Metadata(_args.Server.Namespace, _args.Server.Name),
                Spec = new ObjectStoreSpecArgs
                {
                    Configuration = configuration,
                    RetentionPolicy = Retention(archive.KeepFor),
                    InstanceSidecarConfiguration = sidecar,
                },
            },
            StackContext.Inside(this, _args.Namespace, [keys, .. _args.After]));
    }

    private PostgresCluster CreateServer(Output<string>? archive, Resource[] after)
    {
        var metadata = _context.Metadata(_args.Server.Namespace, _args.Server.Name);
        metadata.Annotations.Add(WaitFor.Annotation, WaitFor.Condition("Ready"));
        return new(
            $"{_name}-cluster",
            new() { Metadata = metadata, Spec = PostgresServer.Spec(_args.Server, _args.Volume, PullSecrets(), archive) },
            new()
            {
                Parent = this,
                DependsOn = after,
                Protect = _context.Protect,
                CustomTimeouts = new() { Create = Limit, Update = Limit, Delete = Limit },
            });
    }

    private void CreateBackups(ArchiveSpec archive) => _ = new ScheduledBackup(
        $"{_name}-base-backups",
        new()
        {
            Metadata = _context.Metadata(_args.Server.Namespace, _args.Server.Name),
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
        StackContext.Inside(this, _args.Namespace, Server));

    /// <summary>Time limit: instances are cloned one after another, and a recovery fetches a whole base backup first.</summary>
    private static TimeSpan Limit => TimeSpan.FromMinutes(60);

    private string SecretName => PhysicalName.Kubernetes(_args.Server.Name, "archive");

    private SecretKeyRefArgs Entry(string key) => new() { Name = SecretName, Key = key };

    /// <summary>Names of the secrets with the credentials of private registries; they are in the server's namespace.</summary>
    private List<string> PullSecrets()
    {
        var names = new List<string>();
        foreach (var registry in _context.System.Cluster.Registries)
        {
            if (registry is { Username: not null, Password: not null })
            {
                names.Add(PullSecretName.Of(registry.Name));
            }
        }

        return names;
    }
}
