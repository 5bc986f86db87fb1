using Infra.Crds;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Databases;

/// <summary>
/// The logical databases that a stack creates on a PostgreSQL server, its own or that of the stack whose cluster it lives in: each with its
/// role, its password and its extensions. A database that leaves the description stays on the server.
/// </summary>
public sealed class PostgresDatabases : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:databases:PostgresDatabases";

    private readonly string _name;
    private readonly PostgresDatabasesArgs _args;
    private readonly StackContext _context;

    /// <summary>The databases.</summary>
    public IReadOnlyList<MadeDatabase> Databases { get; }

    /// <summary>Creates the databases.</summary>
    public PostgresDatabases(string name, PostgresDatabasesArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        Databases = [.. args.Databases.Select(Create)];
        RegisterOutputs();
    }

    private MadeDatabase Create(DatabaseEndpoint endpoint)
    {
        var database = endpoint.Database;
        var password = EndpointSecret.Password($"{_name}-{database.Name}-password", database.Password, _context, this);
        return new(endpoint, password, CreateDatabase(endpoint, CreateRole(endpoint, password)));
    }

    private PostgresRole CreateRole(DatabaseEndpoint endpoint, Output<string> password)
    {
        var database = endpoint.Database;
        var secret = EndpointSecret.Create($"{_name}-{database.Name}-access", endpoint, password, endpoint.Namespace, _context, After());
        return new(
            $"{_name}-{database.Name}-role",
            new()
            {
                Metadata = Metadata(endpoint),
                Spec = new PostgresRoleSpecArgs
                {
                    Name = endpoint.User,
                    Cluster = Server(),
                    Login = true,
                    CreateRole = database.Described is { CreateRoles: true },
                    PasswordSecret = new PostgresSecretRefArgs { Name = endpoint.SecretName },
                    DatabaseRoleReclaimPolicy = "retain",
                },
            },
            // Another owner is another role, which the object cannot become; the former role stays on the server.
            new() { Parent = this, DependsOn = [.. _args.After, secret], ReplaceOnChanges = ["spec.name"], DeleteBeforeReplace = true });
    }

    private PostgresDatabase CreateDatabase(DatabaseEndpoint endpoint, PostgresRole role)
    {
        var spec = new PostgresDatabaseSpecArgs
        {
            Name = endpoint.Name,
            Owner = endpoint.User,
            Cluster = Server(),
            DatabaseReclaimPolicy = "retain",
        };
        foreach (var extension in endpoint.Database.Described?.Extensions ?? [])
        {
            spec.Extensions.Add(new PostgresExtensionArgs { Name = extension, Ensure = "present" });
        }

        return new($"{_name}-{endpoint.Database.Name}", new() { Metadata = Metadata(endpoint), Spec = spec }, After(role));
    }

    private PostgresClusterRefArgs Server() => new() { Name = _args.Server.Name };

    private ObjectMetaArgs Metadata(DatabaseEndpoint endpoint)
    {
        var metadata = _context.Metadata(endpoint.Namespace, endpoint.SecretName);
        metadata.Annotations.Add(WaitFor.Annotation, WaitFor.Observed("applied", "true"));
        return metadata;
    }

    private CustomResourceOptions After(params Resource[] first) => new() { Parent = this, DependsOn = [.. _args.After, .. first] };
}
