using Infra.Charts;
using System.Text;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Batch.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using BatchV1 = Pulumi.Kubernetes.Batch.V1;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using Rand = Pulumi.Random;

namespace Infra.Databases;

/// <summary>
/// The databases of a stack on a MySQL server, their users, and the secrets by which apps know them. A job beside the server
/// makes what is missing and logs in as each user; it runs again when its script, the list or a password changes. Nothing is
/// ever dropped: who leaves the list keeps database and user.
/// </summary>
public sealed class MySqlDatabases : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:MySqlDatabases";

    private const string Script = "mysql-databases.sh";
    private const string Sql = "mysql-databases.sql";
    private const string List = "databases";

    private readonly string _name;
    private readonly MySqlDatabasesArgs _args;

    /// <summary>What apps depend on: the databases are there, and so are the secrets.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Creates databases, users and secrets.</summary>
    public MySqlDatabases(string name, MySqlDatabasesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        (_name, _args) = (name, args);
        var ready = new List<Resource>();
        var passwords = new SecretArgs { Metadata = Named(ObjectName) };
        foreach (var database in args.Server.Databases)
        {
            var password = PasswordOf(database);
            passwords.StringData.Add(MySqlAccess.UserOf(database, args.System), password);
            foreach (var client in args.Clients)
            {
                ready.Add(CreateSecret(database, password, client.Key, client.Value));
            }
        }

        ready.Add(CreateJob(new($"{name}-passwords", passwords, Beside()), CreateScripts()));
        Ready = ready;
        RegisterOutputs();
    }

    /// <summary>The list that the job reads.</summary>
    public static string ListOf(IReadOnlyList<DatabaseSpec> databases, SystemSpec system)
    {
        var list = new StringBuilder();
        foreach (var database in databases)
        {
            list.Append(database.Name).Append(' ').Append(MySqlAccess.UserOf(database, system)).Append('\n');
        }

        return list.ToString();
    }

    /// <summary>Name of the job and of what it reads, in the server's namespace, where other stacks' may be too.</summary>
    private string ObjectName => PhysicalName.Kubernetes(_args.Server.Name, "databases", _args.System.Environment.Name);

    private Output<string> PasswordOf(DatabaseSpec database) => _args.Passwords.TryGetValue(database.Name, out var declared) ? declared : Output.CreateSecret(
        new Rand.RandomPassword($"{_name}-{database.Name}", new() { Length = 32, Special = false }, new() { Parent = this, Protect = _args.Protect }).Result);

    private CoreV1.Secret CreateSecret(DatabaseSpec database, Output<string> password, string space, Resource created)
    {
        var facts = new Connection(MySqlAccess.HostOf(_args.Server), MySqlAccess.Port, database.Name, MySqlAccess.UserOf(database, _args.System));
        return ConnectionSecret.Create(
            $"{_name}-{database.Name}-in-{space}",
            ConnectionSecret.NameOf(_args.Server.Name, database.Name),
            space,
            facts,
            password,
            password.Apply(text => MySqlAccess.UrlOf(facts.Host, facts.Database, facts.User, text)),
            _args.Labels,
            new() { Parent = this, DependsOn = { created }, DeletedWith = created });
    }

    private CoreV1.ConfigMap CreateScripts() => new(
        $"{_name}-scripts",
        new ConfigMapArgs
        {
            Metadata = Named(ObjectName),
            Data =
            {
                [Script] = EmbeddedFile.Read($"databases/{Script}"),
                [Sql] = EmbeddedFile.Read($"databases/{Sql}"),
                [List] = ListOf(_args.Server.Databases, _args.System),
            },
        },
        Beside());

    private BatchV1.Job CreateJob(CoreV1.Secret passwords, CoreV1.ConfigMap scripts)
    {
        var labels = _args.Labels.Concat(PodLabels.MySql(_args.Server.Name)).ToDictionary(StringComparer.Ordinal);
        labels[Labels.Name] = ObjectName;
        var options = Beside();
        options.DependsOn.Add(scripts);
        options.DependsOn.Add(passwords);
        return new(
            $"{_name}-job",
            new JobArgs
            {
                Metadata = Named(ObjectName),
                Spec = new JobSpecArgs
                {
                    BackoffLimit = 3,
                    ActiveDeadlineSeconds = 900,
                    Template = new PodTemplateSpecArgs
                    {
                        Metadata = new ObjectMetaArgs
                        {
                            Labels = labels,
                            Annotations =
                            {
                                ["infra/scripts"] = Digest.Of(EmbeddedFile.Read($"databases/{Script}") + EmbeddedFile.Read($"databases/{Sql}") + ListOf(_args.Server.Databases, _args.System)),
                                // A new password is a new version of the secret, and so a new job.
                                ["infra/passwords"] = passwords.Metadata.Apply(metadata => metadata?.ResourceVersion ?? ""),
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
                Env =
                {
                    Variable("MYSQL_HOST", MySqlAccess.HostOf(_args.Server)),
                    Variable("DATABASES", $"/scripts/{List}"),
                    Variable("SQL", $"/scripts/{Sql}"),
                    Variable("PASSWORDS", "/passwords"),
                    Variable("ROOT_PASSWORD", "/root-password/root"),
                },
                Resources = new ResourceRequirementsArgs
                {
                    Requests = { ["cpu"] = "25m", ["memory"] = "64Mi" },
                    Limits = { ["cpu"] = "250m", ["memory"] = "128Mi" },
                },
                SecurityContext = PodRights.Sealed(MySql.User),
                VolumeMounts = { Mount("scripts", "/scripts", true), Mount("passwords", "/passwords", true), Mount("root-password", "/root-password", true), Mount("tmp", "/tmp", false) },
            },
        },
        Volumes =
        {
            new VolumeArgs { Name = "scripts", ConfigMap = new ConfigMapVolumeSourceArgs { Name = ObjectName } },
            new VolumeArgs { Name = "passwords", Secret = new SecretVolumeSourceArgs { SecretName = ObjectName } },
            new VolumeArgs
            {
                Name = "root-password",
                Secret = new SecretVolumeSourceArgs { SecretName = MySqlAccess.AccountsOf(_args.Server), Items = { new KeyToPathArgs { Key = "root", Path = "root" } } },
            },
            new VolumeArgs { Name = "tmp", EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = "8Mi" } },
        },
    };

    private static EnvVarArgs Variable(string name, string value) => new() { Name = name, Value = value };

    private static VolumeMountArgs Mount(string name, string path, bool readOnly) => new() { Name = name, MountPath = path, ReadOnly = readOnly };

    private ObjectMetaArgs Named(string name) => new() { Name = name, Namespace = _args.Server.Namespace, Labels = _args.Labels.ToDictionary(StringComparer.Ordinal) };

    private CustomResourceOptions Beside() => new() { Parent = this, DependsOn = _args.After.ToArray() };
}
