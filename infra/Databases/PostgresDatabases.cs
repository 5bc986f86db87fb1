using Infra.Crds;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Databases;

/// <summary>
/// The logical databases that a stack makes on a PostgreSQL server, its own or that of the stack whose cluster it lives in:
/// each with its role, its password and its extensions. A database that leaves the description stays on the server.
/// </summary>
public sealed class PostgresDatabases : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:PostgresDatabases";

    private readonly string _name;
    private readonly PostgresDatabasesArgs _args;

    /// <summary>The passwords by the database's name. Secrets.</summary>
    public IReadOnlyDictionary<string, Output<string>> Passwords { get; }

    /// <summary>The databases by name, for whoever connects to depend on.</summary>
    public IReadOnlyDictionary<string, PostgresDatabase> Databases { get; }

    /// <summary>Makes the databases.</summary>
    public PostgresDatabases(string name, PostgresDatabasesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _name = name;
        _args = args;
        var passwords = new Dictionary<string, Output<string>>(StringComparer.Ordinal);
        var databases = new Dictionary<string, PostgresDatabase>(StringComparer.Ordinal);
        foreach (var database in args.Databases)
        {
            passwords[database.Name] = AccessSecret.Password($"{name}-{database.Name}-password", args.Passwords.GetValueOrDefault(database.Name), this, args.Protect);
            databases[database.Name] = Create(database, CreateRole(database, passwords[database.Name]));
        }

        Passwords = passwords;
        Databases = databases;
        RegisterOutputs();
    }

    private PostgresRole CreateRole(DatabaseSpec database, Output<string> password)
    {
        var access = DatabaseAccess.To(_args.Server, database);
        var secret = AccessSecret.Create(
            $"{_name}-{database.Name}-access",
            access,
            password,
            _args.Server.Namespace,
            _args.Labels,
            new() { Parent = this, DependsOn = [.. _args.After] });
        return new(
            $"{_name}-{database.Name}-role",
            new()
            {
                Metadata = Meta(database),
                Spec = new PostgresRoleSpecArgs
                {
                    Name = access.User,
                    Cluster = Server(),
                    Login = true,
                    CreateRole = database.CreateRoles,
                    PasswordSecret = new PostgresSecretRefArgs { Name = access.SecretName },
                    DatabaseRoleReclaimPolicy = "retain",
                },
            },
            // Another owner is another role, which the object cannot become; the one before stays on the server.
            new() { Parent = this, DependsOn = [.. _args.After, secret], ReplaceOnChanges = ["spec.name"], DeleteBeforeReplace = true });
    }

    private PostgresDatabase Create(DatabaseSpec database, PostgresRole role)
    {
        var spec = new PostgresDatabaseSpecArgs
        {
            Name = database.Name,
            Owner = DatabaseAccess.To(_args.Server, database).User,
            Cluster = Server(),
            DatabaseReclaimPolicy = "retain",
        };
        foreach (var extension in database.Extensions)
        {
            spec.Extensions.Add(new PostgresExtensionArgs { Name = extension, Ensure = "present" });
        }

        return new($"{_name}-{database.Name}", new() { Metadata = Meta(database), Spec = spec }, new() { Parent = this, DependsOn = [.. _args.After, role] });
    }

    private PostgresClusterRefArgs Server() => new() { Name = _args.Server.Name };

    private ObjectMetaArgs Meta(DatabaseSpec database) => new()
    {
        Name = DatabaseAccess.To(_args.Server, database).SecretName,
        Namespace = _args.Server.Namespace,
        Labels = _args.Labels.ToDictionary(StringComparer.Ordinal),
        Annotations = { ["pulumi.com/waitFor"] = "jsonpath={.status.applied}=true" },
    };
}
