using System.Collections.Immutable;
using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Infra.Platform;
using Infra.Platform.Flows;
using Pulumi;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra;

/// <summary>What every stack has of its own in a cluster, whoever owns it: namespaces with their policies and roles, volumes, routes.</summary>
internal sealed class ClusterShare
{
    private readonly StackInputs _inputs;
    private readonly SystemSpec _system;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly ProviderResource _provider;

    /// <summary>The namespaces.</summary>
    public Tenancy Tenancy { get; }

    /// <summary>For a stack whose storage classes are another's.</summary>
    public static IReadOnlyDictionary<string, StorageV1.StorageClass> NoClasses { get; } = new Dictionary<string, StorageV1.StorageClass>(StringComparer.Ordinal);

    /// <summary>Makes the namespaces, and who may do and reach what in them.</summary>
    public ClusterShare(StackInputs inputs, IReadOnlyDictionary<string, string> labels, ProviderResource provider)
    {
        (_inputs, _system, _labels, _provider) = (inputs, inputs.System, labels, provider);
        NamespaceSpec[] namespaces = [.. _system.OwnNamespaces()];
        Tenancy = new("tenancy", new()
        {
            Namespaces = namespaces,
            Registries = _system.Cluster.Registries,
            RegistryPasswords = inputs.RegistryPasswords(),
            Labels = labels,
            Protect = _system.Environment.Protect,
        }, Using());
        _ = new NetworkPolicies("network-policies", new() { Namespaces = namespaces, Created = Tenancy.Namespaces, Flows = FlowMatrix.Of(_system), Labels = labels }, Using());
        _ = new Access("access", new() { Roles = _system.Security.Roles, Namespaces = Tenancy.Namespaces, Labels = labels }, Using());
    }

    /// <summary>Makes the claims of the apps' volumes.</summary>
    /// <param name="classes">The storage classes this stack makes, by name.</param>
    public void CreateVolumes(IReadOnlyDictionary<string, StorageV1.StorageClass> classes) => _ = new Volumes("volumes", new()
    {
        System = _system,
        Namespaces = Tenancy.Namespaces,
        Classes = classes,
        Labels = _labels,
        Protect = _system.Environment.Protect,
    }, Using());

    /// <summary>Makes the off-site dumps of the servers in the stack's namespaces.</summary>
    public void CreateDumps()
    {
        foreach (var group in DumpTarget.Of(_system).GroupBy(target => target.Dump.Name, StringComparer.Ordinal))
        {
            var targets = group.ToArray();
            var dump = targets[0].Dump;
            _ = new OffsiteDump(group.Key, new()
            {
                Dump = dump,
                Targets = targets,
                Stack = _system.Stack.Name,
                RcloneConfig = _inputs.Declared(dump.RcloneConfig),
                Identity = dump is { RestoreTest: not null, Identity: { } identity } ? _inputs.Declared(identity) : null,
                Namespace = Tenancy.Namespaces[targets[0].Namespace],
                Labels = _labels,
            }, Using());
        }
    }

    /// <summary>Makes this stack's databases on the MySQL servers of its cluster, and the secrets by which its apps know them.</summary>
    /// <param name="servers">The servers that this stack makes, by name; empty in a cluster of another stack.</param>
    public void CreateMySqlDatabases(IReadOnlyDictionary<string, Resource> servers)
    {
        foreach (var server in DatabasePlace.MySqlOnCluster(_system))
        {
            if (server.Databases.Count > 0)
            {
                _ = new MySqlDatabases($"mysql-{server.Name}-databases", new()
                {
                    Server = server,
                    System = _system,
                    Passwords = server.Databases.Where(database => database.Password is not null).ToDictionary(database => database.Name, database => _inputs.Declared(database.Password!), StringComparer.Ordinal),
                    Clients = ClientsOf(server),
                    After = servers.TryGetValue(server.Name, out var made) ? [made] : [],
                    Labels = _labels,
                    Protect = _system.Environment.Protect,
                }, Using());
            }
        }
    }

    /// <summary>Makes the Redis instances in this stack's namespaces.</summary>
    /// <param name="classes">The storage classes this stack makes, by name.</param>
    public void CreateRedis(IReadOnlyDictionary<string, StorageV1.StorageClass> classes)
    {
        foreach (var instance in DatabasePlace.RedisOnCluster(_system))
        {
            var space = instance.Namespace ?? _system.Environment.Namespace;
            if (Tenancy.Namespaces.TryGetValue(space, out var created))
            {
                var volume = instance.Volume is null ? null : _system.Storage.Volumes.First(volume => volume.Name == instance.Volume);
                _ = new Redis($"redis-{instance.Name}", new()
                {
                    Instance = instance,
                    Volume = volume,
                    SpaceName = space,
                    Space = created,
                    After = volume is not null && classes.TryGetValue(volume.Class, out var storageClass) ? [storageClass] : [],
                    Password = instance.Password is null ? null : _inputs.Declared(instance.Password),
                    Labels = _labels,
                    Protect = _system.Environment.Protect,
                }, Using());
            }
        }
    }

    /// <summary>The stack's own namespaces that know a server: its own, and those of the apps that use it.</summary>
    private Dictionary<string, Resource> ClientsOf(MySqlSpec server)
    {
        var clients = new Dictionary<string, Resource>(StringComparer.Ordinal);
        foreach (var space in Tenancy.Namespaces)
        {
            if (space.Key == server.Namespace || _system.Apps.Any(app => (app.Namespace ?? _system.Environment.Namespace) == space.Key && app.Databases.Any(use => use.Server == server.Name)))
            {
                clients[space.Key] = space.Value;
            }
        }

        return clients;
    }

    /// <summary>Makes the routes of the published hosts, and their certificates.</summary>
    /// <param name="after">What must be there first.</param>
    public void CreateRoutes(IReadOnlyList<Resource> after)
    {
        var hosts = PublishedHosts.Of(_system);
        if (hosts.Count > 0)
        {
            _ = new Routes("routes", new()
            {
                Hosts = hosts,
                Ingress = _system.Ingress,
                Firewall = _system.Cluster.Firewall,
                Users = hosts.Where(host => host.Spec.BasicAuth is not null).ToDictionary(host => host.Spec.Name, host => _inputs.Declared(host.Spec.BasicAuth!), StringComparer.Ordinal),
                Namespaces = Tenancy.Namespaces,
                After = after,
                Labels = _labels,
            }, Using());
        }
    }

    /// <summary>
    /// Makes the databases of the environment, puts the secrets to reach them where its apps are, and runs the jobs that
    /// prepare them. Gives the passwords, by <c>server/database</c>.
    /// </summary>
    /// <param name="servers">The servers this stack makes, by name.</param>
    /// <param name="elsewhere">The password of a database that another stack made.</param>
    public Output<ImmutableDictionary<string, string>> CreateDatabases(IReadOnlyDictionary<string, Resource> servers, Func<string, Output<string>> elsewhere)
    {
        var passwords = new Dictionary<string, Output<string>>(StringComparer.Ordinal);
        var ready = new List<Resource>();
        foreach (var server in _system.Databases.Postgres)
        {
            DatabaseSpec[] own = [.. server.Databases.Where(database => DatabasePlacement.Makes(_system, server.Name, database))];
            if (own.Length > 0)
            {
                var made = CreateDatabases(server, own, servers);
                ready.AddRange(made.Databases.Values);
                foreach (var database in own)
                {
                    passwords[$"{server.Name}/{database.Name}"] = made.Passwords[database.Name];
                }
            }
        }

        var uses = DatabaseUse.Of(_system);
        if (uses.Count > 0)
        {
            ready.AddRange(new ClientSecrets("database-access", new()
            {
                Uses = uses,
                Password = database => passwords.GetValueOrDefault(database) ?? elsewhere(database),
                Namespaces = Tenancy.Namespaces,
                Labels = _labels,
            }, Using()).Secrets);
        }

        CreateInitJobs(ready);
        return Collect(passwords);
    }

    private PostgresDatabases CreateDatabases(PostgresSpec server, DatabaseSpec[] own, IReadOnlyDictionary<string, Resource> servers)
    {
        var after = new List<Resource>();
        if (Tenancy.Namespaces.TryGetValue(server.Namespace, out var space))
        {
            after.Add(space);
        }

        if (servers.TryGetValue(server.Name, out var made))
        {
            after.Add(made);
        }

        return new($"databases-{server.Name}", new()
        {
            Server = server,
            Databases = own,
            Passwords = own.Where(database => database.Password is not null).ToDictionary(database => database.Name, database => _inputs.Declared(database.Password!), StringComparer.Ordinal),
            After = after,
            Labels = _labels,
            Protect = _system.Environment.Protect,
        }, Using());
    }

    private void CreateInitJobs(IReadOnlyList<Resource> after)
    {
        var jobs = PlannedInitJob.Of(_system);
        if (jobs.Count > 0)
        {
            _ = new InitJobs("init-jobs", new()
            {
                System = _system,
                Jobs = jobs,
                Secrets = jobs.SelectMany(job => job.Job.Env).Select(variable => variable.Secret).OfType<string>().Distinct(StringComparer.Ordinal)
                    .ToDictionary(secret => secret, _inputs.Declared, StringComparer.Ordinal),
                Namespaces = Tenancy.Namespaces,
                After = after,
                Labels = _labels,
            }, Using());
        }
    }

    private static Output<ImmutableDictionary<string, string>> Collect(Dictionary<string, Output<string>> passwords)
    {
        string[] names = [.. passwords.Keys];
        return Output.CreateSecret(Output.All(passwords.Values).Apply(values =>
        {
            var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            for (var index = 0; index < names.Length; index++)
            {
                found[names[index]] = values[index];
            }

            return found.ToImmutable();
        }));
    }

    private ComponentResourceOptions Using() => new() { Providers = { _provider } };
}
