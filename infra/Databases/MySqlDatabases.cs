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
/// The databases that a stack makes on a MySQL server, its own or that of the stack whose cluster it lives in, and their
/// users. A job beside the server makes what is missing and logs in as each user; it runs again when its script, the list or a
/// password changes, and when it failed. Nothing is ever dropped: who leaves the list keeps database and user.
/// </summary>
public sealed class MySqlDatabases : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:MySqlDatabases";

    private const string Script = "mysql-databases.sh";
    private const string Sql = "mysql-databases.sql";
    private const string List = "databases";

    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(15);

    private readonly string _name;
    private readonly MySqlDatabasesArgs _args;

    /// <summary>The passwords by the database's name. Secrets.</summary>
    public IReadOnlyDictionary<string, Output<string>> Passwords { get; }

    /// <summary>What clients depend on: the databases are there.</summary>
    public Resource Ready { get; }

    /// <summary>Creates databases, users and secrets.</summary>
    public MySqlDatabases(string name, MySqlDatabasesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        (_name, _args) = (name, args);
        var passwords = new Dictionary<string, Output<string>>(StringComparer.Ordinal);
        var secrets = new List<CoreV1.Secret>();
        foreach (var database in args.Databases)
        {
            var password = AccessSecret.Password($"{name}-{database.Name}-password", args.Passwords.GetValueOrDefault(database.Name), this, args.Protect);
            passwords[database.Name] = password;
            secrets.Add(AccessSecret.Create(
                $"{name}-{database.Name}-access", DatabaseAccess.To(args.Server, database), password, args.Server.Namespace, args.Labels, Beside()));
        }

        Passwords = passwords;
        Ready = CreateJob(secrets, CreateScripts());
        RegisterOutputs();
    }

    /// <summary>The list that the job reads: a database and its user on each line.</summary>
    public static string ListOf(MySqlSpec server, IReadOnlyList<DatabaseSpec> databases)
    {
        var list = new StringBuilder();
        foreach (var database in databases)
        {
            list.Append(database.Name).Append(' ').Append(DatabaseAccess.To(server, database).User).Append('\n');
        }

        return list.ToString();
    }

    /// <summary>Name of the job and of what it reads, in the server's namespace, where other stacks' may be too.</summary>
    private string ObjectName => PhysicalName.Kubernetes(_args.Server.Name, "databases", _args.Environment);

    private CoreV1.ConfigMap CreateScripts() => new(
        $"{_name}-scripts",
        new ConfigMapArgs
        {
            Metadata = Named(ObjectName),
            Data =
            {
                [Script] = EmbeddedFile.Read($"databases/{Script}"),
                [Sql] = EmbeddedFile.Read($"databases/{Sql}"),
                [List] = ListOf(_args.Server, _args.Databases),
            },
        },
        Beside());

    private BatchV1.Job CreateJob(IReadOnlyList<CoreV1.Secret> secrets, CoreV1.ConfigMap scripts)
    {
        var labels = _args.Labels.Concat(PodLabels.MySql(_args.Server.Name)).ToDictionary(StringComparer.Ordinal);
        labels[Labels.Name] = ObjectName;
        var options = Beside();
        options.CustomTimeouts = AwaitedJob.Wait(s_deadline);
        options.DependsOn.Add(scripts);
        foreach (var secret in secrets)
        {
            options.DependsOn.Add(secret);
        }

        return new(
            $"{_name}-job",
            new JobArgs
            {
                Metadata = AwaitedJob.Metadata(Named(ObjectName)),
                Spec = new JobSpecArgs
                {
                    BackoffLimit = 3,
                    ActiveDeadlineSeconds = (int)s_deadline.TotalSeconds,
                    Template = new PodTemplateSpecArgs
                    {
                        Metadata = new ObjectMetaArgs
                        {
                            Labels = labels,
                            Annotations =
                            {
                                ["infra/scripts"] = Digest.Of(EmbeddedFile.Read($"databases/{Script}") + EmbeddedFile.Read($"databases/{Sql}") + ListOf(_args.Server, _args.Databases)),
                                // A new password is a new version of its secret, and so a new job.
                                ["infra/passwords"] = Output.All(secrets.Select(secret => secret.Metadata.Apply(metadata => metadata?.ResourceVersion ?? ""))).Apply(versions => string.Join(' ', versions)),
                            },
                        },
                        Spec = CreatePod(),
                    },
                },
            },
            options);
    }

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
                    Variable("MYSQL_HOST", DatabaseAccess.To(_args.Server, _args.Databases[0]).Host),
                    Variable("DATABASES", $"/scripts/{List}"),
                    Variable("SQL", $"/scripts/{Sql}"),
                    Variable("PASSWORDS", "/passwords"),
                    Variable("ROOT_PASSWORD", "/root-password/root"),
                },
                Resources = PodResources.Of("25m", "64Mi", "250m", "128Mi"),
                SecurityContext = PodRights.Sealed(MySql.User),
                VolumeMounts = { Mount("scripts", "/scripts", true), Mount("passwords", "/passwords", true), Mount("root-password", "/root-password", true), Mount("tmp", "/tmp", false) },
            },
        },
        Volumes =
        {
            new VolumeArgs { Name = "scripts", ConfigMap = new ConfigMapVolumeSourceArgs { Name = ObjectName } },
            CreatePasswordsVolume(),
            new VolumeArgs
            {
                Name = "root-password",
                Secret = new SecretVolumeSourceArgs { SecretName = MySql.AccountsOf(_args.Server), Items = { new KeyToPathArgs { Key = "root", Path = "root" } } },
            },
            new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = "8Mi" } },
        },
    };

    /// <summary>A file for each user with its password, out of the databases' secrets.</summary>
    private VolumeArgs CreatePasswordsVolume()
    {
        var projected = new ProjectedVolumeSourceArgs();
        foreach (var database in _args.Databases)
        {
            var access = DatabaseAccess.To(_args.Server, database);
            projected.Sources.Add(new VolumeProjectionArgs
            {
                Secret = new SecretProjectionArgs { Name = access.SecretName, Items = { new KeyToPathArgs { Key = DatabaseAccess.PasswordKey, Path = access.User } } },
            });
        }

        return new() { Name = "passwords", Projected = projected };
    }

    private static EnvVarArgs Variable(string name, string value) => new() { Name = name, Value = value };

    private static VolumeMountArgs Mount(string name, string path, bool readOnly) => new() { Name = name, MountPath = path, ReadOnly = readOnly };

    private ObjectMetaArgs Named(string name) => new() { Name = name, Namespace = _args.Server.Namespace, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private CustomResourceOptions Beside() => new() { Parent = this, DependsOn = _args.After.ToArray() };
}
