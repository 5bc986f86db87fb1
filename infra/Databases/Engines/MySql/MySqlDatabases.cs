using System.Text;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using BatchV1 = Pulumi.Kubernetes.Batch.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>
/// The databases that a stack creates on a MySQL server, its own or that of the stack whose cluster it lives in, and their users. A job
/// beside the server creates what is missing and logs in as each user; it runs again when its script, the list or a password changes, and
/// after a failure. Nothing is ever dropped: a database that leaves the list stays, with its user.
/// </summary>
public sealed class MySqlDatabases : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:MySqlDatabases";

    private const string Script = "mysql-databases.sh";
    private const string Sql = "mysql-databases.sql";
    private const string List = "databases";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    private readonly string _name;
    private readonly MySqlDatabasesArgs _args;
    private readonly StackContext _context;
    private readonly string _list;

    /// <summary>The databases. Clients depend on the job.</summary>
    public IReadOnlyList<MadeDatabase> Databases { get; }

    /// <summary>Creates databases, users and secrets.</summary>
    public MySqlDatabases(string name, MySqlDatabasesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context, _list) = (name, args, context, ListOf(args.Databases));
        var passwords = new List<Output<string>>();
        var secrets = new List<CoreV1.Secret>();
        foreach (var endpoint in args.Databases)
        {
            var database = endpoint.Database;
            passwords.Add(EndpointSecret.Password($"{name}-{database.Name}-password", database.Password, context, this));
            secrets.Add(
                EndpointSecret.Create($"{name}-{database.Name}-access", endpoint, passwords[^1], endpoint.Namespace, context, After()));
        }

        var job = CreateJob(secrets, CreateScripts());
        Databases = [.. args.Databases.Select((endpoint, index) => new MadeDatabase(endpoint, passwords[index], job))];
        RegisterOutputs();
    }

    /// <summary>The list that the job reads: a database and its user on each line.</summary>
    public static string ListOf(IReadOnlyList<DatabaseEndpoint> databases)
    {
        var list = new StringBuilder();
        foreach (var endpoint in databases)
        {
            list.Append(endpoint.Name).Append(' ').Append(endpoint.User).Append('\n');
        }

        return list.ToString();
    }

    /// <summary>Name of the job and its scripts in the server's namespace, where those of other stacks may be too.</summary>
    private string ObjectName => PhysicalName.Kubernetes(_args.Server.Name, "databases", _context.System.Environment.Name);

    private CoreV1.ConfigMap CreateScripts() => new(
        $"{_name}-scripts",
        new ConfigMapArgs
        {
            Metadata = _context.Metadata(_args.Server.Namespace, ObjectName),
            Data =
            {
                [Script] = Read(Script),
                [Sql] = Read(Sql),
                [List] = _list,
            },
        },
        After());

    private BatchV1.Job CreateJob(IReadOnlyList<CoreV1.Secret> secrets, CoreV1.ConfigMap scripts)
    {
        var labels = _context.LabelsWith((Labels.Name, ObjectName));
        foreach (var (key, value) in MySqlEngine.Pods(_args.Server.Name))
        {
            labels.Add(key, value);
        }

        var options = After();
        options.CustomTimeouts = AwaitedJob.Wait(Deadline);
        options.DependsOn.Add(scripts);
        foreach (var secret in secrets)
        {
            options.DependsOn.Add(secret);
        }

        return new(
            $"{_name}-job",
            new JobArgs
            {
                Metadata = AwaitedJob.Metadata(_context.Metadata(_args.Server.Namespace, ObjectName)),
                Spec = AwaitedJob.Spec(
                    new()
                    {
                        Labels = labels,
                        Annotations =
                        {
                            ["infra/scripts"] = Digest.Of($"{Read(Script)}{Read(Sql)}{_list}"),
                            // A new password is a new version of its secret, and therefore a new job.
                            ["infra/passwords"] = VersionsOf(secrets),
                        },
                    },
                    retries: 3,
                    Deadline,
                    CreatePod()),
            },
            options);
    }

    private static Output<string> VersionsOf(IReadOnlyList<CoreV1.Secret> secrets) =>
        Output.All(secrets.Select(secret => secret.Metadata.Apply(metadata => metadata?.ResourceVersion ?? "")))
            .Apply(versions => string.Join(' ', versions));

    private PodSpecArgs CreatePod() => new()
    {
        RestartPolicy = "Never",
        AutomountServiceAccountToken = false,
        EnableServiceLinks = false,
        SecurityContext = PodRights.Pod(MySql.User),
        Containers = new[]
        {
            new ContainerArgs
            {
                Name = "databases",
                Image = _args.Server.Image,
                ImagePullPolicy = "IfNotPresent",
                Command = { "bash", $"/scripts/{Script}" },
                TerminationMessagePolicy = "FallbackToLogsOnError",
                Env =
                {
                    Variable("MYSQL_HOST", _args.Databases[0].Host),
                    Variable("DATABASES", $"/scripts/{List}"),
                    Variable("SQL", $"/scripts/{Sql}"),
                    Variable("PASSWORDS", "/passwords"),
                    Variable("ROOT_PASSWORD", "/root-password/root"),
                },
                Resources = PodResources.Of("25m", "64Mi", "250m", "128Mi"),
                SecurityContext = PodRights.Sealed(MySql.User),
                VolumeMounts =
                {
                    Mount("scripts", "/scripts", true),
                    Mount("passwords", "/passwords", true),
                    Mount("root-password", "/root-password", true),
                    Mount("tmp", "/tmp", false),
                },
            },
        },
        Volumes =
        {
            new VolumeArgs { Name = "scripts", ConfigMap = new ConfigMapVolumeSourceArgs { Name = ObjectName } },
            CreatePasswordsVolume(),
            new VolumeArgs
            {
                Name = "root-password",
                Secret = new SecretVolumeSourceArgs
                {
                    SecretName = MySql.AccountsOf(_args.Server),
                    Items = { new KeyToPathArgs { Key = "root", Path = "root" } },
                },
            },
            new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = "8Mi" } },
        },
    };

    /// <summary>A volume with a file for each user, with the password from the database's secret.</summary>
    private VolumeArgs CreatePasswordsVolume()
    {
        var projected = new ProjectedVolumeSourceArgs();
        foreach (var endpoint in _args.Databases)
        {
            projected.Sources.Add(new VolumeProjectionArgs
            {
                Secret = new SecretProjectionArgs
                {
                    Name = endpoint.SecretName,
                    Items = { new KeyToPathArgs { Key = DatabaseEndpoint.PasswordKey, Path = endpoint.User } },
                },
            });
        }

        return new() { Name = "passwords", Projected = projected };
    }

    private static string Read(string file) => EmbeddedFile.Read($"databases/{file}");

    private static EnvVarArgs Variable(string name, string value) => new() { Name = name, Value = value };

    // The API server drops readOnly: false again.
    private static VolumeMountArgs Mount(string name, string path, bool readOnly) =>
        readOnly ? new() { Name = name, MountPath = path, ReadOnly = true } : new() { Name = name, MountPath = path };

    private CustomResourceOptions After() => new() { Parent = this, DependsOn = _args.After.ToArray() };
}
