using System.Collections.Immutable;
using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra;

/// <summary>
/// What every stack has of its own in databases, whoever owns the cluster: the databases of its environment, the secrets by
/// which its apps reach them, the jobs that prepare them, its Redis instances, its dumps.
/// </summary>
internal sealed class EnvironmentDatabases
{
    private readonly StackInputs _inputs;
    private readonly SystemSpec _system;
    private readonly IReadOnlyDictionary<string, CoreV1.Namespace> _namespaces;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly ProviderResource _provider;
    private readonly Dictionary<string, Output<string>> _passwords = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Resource>> _ready = new(StringComparer.Ordinal);

    /// <summary>Begins with nothing made.</summary>
    public EnvironmentDatabases(StackInputs inputs, IReadOnlyDictionary<string, CoreV1.Namespace> namespaces, IReadOnlyDictionary<string, string> labels, ProviderResource provider) =>
        (_inputs, _system, _namespaces, _labels, _provider) = (inputs, inputs.System, namespaces, labels, provider);

    /// <summary>Makes all of it. Gives the passwords of what it made, by <c>server/database</c>.</summary>
    /// <param name="servers">The servers this stack makes, by name; empty in a cluster of another stack.</param>
    /// <param name="classes">The storage classes this stack makes, by name.</param>
    /// <param name="images">What those that run an imported image wait for, by the image's name.</param>
    /// <param name="elsewhere">The password of a database that another stack made.</param>
    public Output<ImmutableDictionary<string, string>> Create(
        IReadOnlyDictionary<string, Resource> servers,
        IReadOnlyDictionary<string, StorageV1.StorageClass> classes,
        IReadOnlyDictionary<string, IReadOnlyList<Resource>> images,
        Func<string, Output<string>> elsewhere)
    {
        foreach (var server in _system.Databases.Postgres)
        {
            CreatePostgres(server, After(server.Name, server.Namespace, servers));
        }

        foreach (var server in _system.Databases.Mysql)
        {
            CreateMySql(server, After(server.Name, server.Namespace, servers));
        }

        foreach (var instance in DatabasePlacement.Made(_system, _system.Databases.Redis))
        {
            CreateRedis(instance, classes);
        }

        CreateClientSecrets(elsewhere);
        CreateInitJobs(images);
        CreateDumps();
        return Collect(_passwords);
    }

    private void CreatePostgres(PostgresSpec server, IReadOnlyList<Resource> after)
    {
        if (Own(server, server.Databases) is not { Count: > 0 } own)
        {
            return;
        }

        var made = new PostgresDatabases($"postgres-{server.Name}-databases", new()
        {
            Server = server,
            Databases = own,
            Passwords = Declared(own),
            After = after,
            Labels = _labels,
            Protect = _system.Environment.Protect,
        }, Using());
        foreach (var database in own)
        {
            Keep(DatabaseAccess.To(server, database), made.Passwords[database.Name], made.Databases[database.Name]);
        }
    }

    private void CreateMySql(MySqlSpec server, IReadOnlyList<Resource> after)
    {
        if (Own(server, server.Databases) is not { Count: > 0 } own)
        {
            return;
        }

        var made = new MySqlDatabases($"mysql-{server.Name}-databases", new()
        {
            Server = server,
            Databases = own,
            Environment = _system.Environment.Name,
            Passwords = Declared(own),
            After = after,
            Labels = _labels,
            Protect = _system.Environment.Protect,
        }, Using());
        foreach (var database in own)
        {
            Keep(DatabaseAccess.To(server, database), made.Passwords[database.Name], made.Ready);
        }
    }

    private void CreateRedis(RedisSpec instance, IReadOnlyDictionary<string, StorageV1.StorageClass> classes)
    {
        var access = DatabaseAccess.To(instance, _system);
        var volume = instance.Volume is null ? null : _system.Storage.Volumes.First(volume => volume.Name == instance.Volume);
        var made = new Redis($"redis-{instance.Name}", new()
        {
            Instance = instance,
            Volume = volume,
            Access = access,
            Namespace = _namespaces[access.Namespace],
            After = volume is not null && classes.TryGetValue(volume.Class, out var storageClass) ? [storageClass] : [],
            Password = instance.Password is null ? null : _inputs.Declared(instance.Password),
            Labels = _labels,
            Protect = _system.Environment.Protect,
        }, Using());
        Keep(access, made.Password, made.Ready);
    }

    private void CreateClientSecrets(Func<string, Output<string>> elsewhere)
    {
        var uses = DatabaseUse.Of(_system);
        if (uses.Count > 0)
        {
            var clients = new ClientSecrets("database-access", new()
            {
                Uses = uses,
                Password = database => _passwords.GetValueOrDefault(database) ?? elsewhere(database),
                Namespaces = _namespaces,
                Labels = _labels,
            }, Using());
            foreach (var database in clients.Secrets.Keys)
            {
                _ready[database] = [.. ReadyOf(database), .. clients.Secrets[database]];
            }
        }
    }

    private void CreateInitJobs(IReadOnlyDictionary<string, IReadOnlyList<Resource>> images)
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
                Namespaces = _namespaces,
                Ready = _ready,
                Images = images,
                Labels = _labels,
            }, Using());
        }
    }

    private void CreateDumps()
    {
        foreach (var dump in DatabasePlacement.Dumps(_system))
        {
            var targets = DumpTarget.Of(_system, dump);
            _ = new OffsiteDump(dump.Name, new()
            {
                Dump = dump,
                Targets = targets,
                Stack = _system.Stack.Name,
                RcloneConfig = _inputs.Declared(dump.RcloneConfig),
                Identity = dump is { RestoreTest: not null, Identity: { } identity } ? _inputs.Declared(identity) : null,
                Namespace = _namespaces[targets[0].Access.Namespace],
                After = [.. targets.SelectMany(target => ReadyOf(target.Access.Key)).Distinct()],
                Labels = _labels,
            }, Using());
        }
    }

    private List<DatabaseSpec> Own(IDatabaseServerSpec server, IReadOnlyList<DatabaseSpec> databases)
    {
        string[] made = [.. DatabasePlacement.MadeOn(_system, server).Select(database => database.Name)];
        return [.. databases.Where(database => made.Contains(database.Name))];
    }

    private Dictionary<string, Output<string>> Declared(List<DatabaseSpec> databases)
    {
        var declared = new Dictionary<string, Output<string>>(StringComparer.Ordinal);
        foreach (var database in databases)
        {
            if (database.Password is { } password)
            {
                declared[database.Name] = _inputs.Declared(password);
            }
        }

        return declared;
    }

    private void Keep(DatabaseAccess access, Output<string> password, Resource ready)
    {
        _passwords[access.Key] = password;
        _ready[access.Key] = [ready];
    }

    private IReadOnlyList<Resource> ReadyOf(string database) => _ready.GetValueOrDefault(database) ?? [];

    private List<Resource> After(string server, string space, IReadOnlyDictionary<string, Resource> servers)
    {
        var after = new List<Resource>();
        if (_namespaces.TryGetValue(space, out var created))
        {
            after.Add(created);
        }

        if (servers.TryGetValue(server, out var made))
        {
            after.Add(made);
        }

        return after;
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
