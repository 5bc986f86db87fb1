using Infra.Model;

namespace Infra.Naming;

/// <summary>
/// A database on the cluster and how it is reached: the one place that knows hosts, ports, users and secrets, whatever the
/// server's kind. Its secret has the same name and the same entries beside the server and in every namespace of its clients.
/// </summary>
public sealed record DatabaseAccess
{
    /// <summary>Entry of the secret: the host.</summary>
    public const string HostKey = "host";

    /// <summary>Entry of the secret: the port.</summary>
    public const string PortKey = "port";

    /// <summary>Entry of the secret: the database's name.</summary>
    public const string NameKey = "name";

    /// <summary>Entry of the secret: the user, under the key that <c>kubernetes.io/basic-auth</c> asks for.</summary>
    public const string UserKey = "username";

    /// <summary>Entry of the secret: the user's password.</summary>
    public const string PasswordKey = "password";

    /// <summary>Entry of the secret: everything in one, to the server itself.</summary>
    public const string UrlKey = "url";

    /// <summary>Entry of the secret: everything in one, through the pooler; there is one for PostgreSQL alone.</summary>
    public const string PooledUrlKey = "pooled-url";

    /// <summary>PostgreSQL's port, the pooler's too.</summary>
    public const int PostgresPort = 5432;

    /// <summary>MySQL's port, on the proxies as on the members.</summary>
    public const int MySqlPort = 3306;

    /// <summary>Redis' port.</summary>
    public const int RedisPort = 6379;

    /// <summary>The server's kind.</summary>
    public required DatabaseEngine Engine { get; init; }

    /// <summary>The server.</summary>
    public required string Server { get; init; }

    /// <summary>The server's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The database as described; a Redis instance is its own.</summary>
    public required string Database { get; init; }

    /// <summary>The environment whose stack makes it; null for the stack that owns the cluster.</summary>
    public required string? Environment { get; init; }

    /// <summary>The host, from any namespace.</summary>
    public required string Host { get; init; }

    /// <summary>The host of the pooler; the server's own where there is none.</summary>
    public required string PooledHost { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The database's name on the server.</summary>
    public required string Name { get; init; }

    /// <summary>The user.</summary>
    public required string User { get; init; }

    /// <summary>Under which its password is known to other stacks: <c>server/database</c>.</summary>
    public string Key => $"{Server}/{Database}";

    /// <summary>Name of its secret, and of the objects that make it.</summary>
    public string SecretName => PhysicalName.Kubernetes(Server, Database);

    /// <summary>Everything in one. A secret: it holds the password.</summary>
    /// <param name="password">The user's password.</param>
    /// <param name="pooled">Through the pooler, where there is one.</param>
    public string Url(string password, bool pooled = false)
    {
        var (scheme, user) = Engine switch
        {
            DatabaseEngine.Postgres => ("postgres", Uri.EscapeDataString(User)),
            DatabaseEngine.MySql => ("mysql", Uri.EscapeDataString(User)),
            // Clients of Redis before 6 know no user.
            _ => ("redis", ""),
        };
        return $"{scheme}://{user}:{Uri.EscapeDataString(password)}@{(pooled ? PooledHost : Host)}:{Port}/{Uri.EscapeDataString(Name)}";
    }

    /// <summary>The value of a property for a variable.</summary>
    /// <param name="property">The property.</param>
    /// <param name="pooled">Whether it is that of the pooler, where there is one.</param>
    public DatabaseVariable Variable(DatabaseProperty property, bool pooled) => property switch
    {
        DatabaseProperty.Host => new(pooled ? PooledHost : Host, null, null),
        DatabaseProperty.Port => new(Port.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null),
        DatabaseProperty.Name => new(Name, null, null),
        DatabaseProperty.User => new(User, null, null),
        DatabaseProperty.Password => new(null, SecretName, PasswordKey),
        DatabaseProperty.Url => new(null, SecretName, pooled && Engine == DatabaseEngine.Postgres ? PooledUrlKey : UrlKey),
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, "not a property of a database"),
    };

    /// <summary>To a database of PostgreSQL.</summary>
    public static DatabaseAccess To(PostgresSpec server, DatabaseSpec database) => new()
    {
        Engine = DatabaseEngine.Postgres,
        Server = server.Name,
        Namespace = server.Namespace,
        Database = database.Name,
        Environment = database.Environment,
        Host = HostOf($"{server.Name}-rw", server.Namespace),
        PooledHost = HostOf(server.Pooler is null ? $"{server.Name}-rw" : PodLabels.PoolerName(server.Name), server.Namespace),
        Port = PostgresPort,
        Name = database.Name,
        User = database.Owner ?? database.Name,
    };

    /// <summary>To a database of MySQL: by the proxies, which lead every connection to the one member that is written to.</summary>
    public static DatabaseAccess To(MySqlSpec server, DatabaseSpec database) => new()
    {
        Engine = DatabaseEngine.MySql,
        Server = server.Name,
        Namespace = server.Namespace,
        Database = database.Name,
        Environment = database.Environment,
        Host = HostOf($"{server.Name}-haproxy", server.Namespace),
        PooledHost = HostOf($"{server.Name}-haproxy", server.Namespace),
        Port = MySqlPort,
        Name = database.Name,
        User = database.Owner ?? database.Name,
    };

    /// <summary>To a Redis instance.</summary>
    public static DatabaseAccess To(RedisSpec instance, SystemSpec spec)
    {
        var space = DatabasePlacement.NamespaceOf(spec, instance);
        return new()
        {
            Engine = DatabaseEngine.Redis,
            Server = instance.Name,
            Namespace = space,
            Database = instance.Name,
            Environment = instance.EnvironmentIn(spec),
            Host = HostOf(instance.Name, space),
            PooledHost = HostOf(instance.Name, space),
            Port = RedisPort,
            Name = "0",
            User = "default",
        };
    }

    /// <summary>Access to the database that a reference names; null without a reference, and for a database that is not on the cluster.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="reference">The reference.</param>
    public static DatabaseAccess? Find(SystemSpec spec, DatabaseReference? reference) =>
        reference is null ? null : Find(spec, reference.Server, reference.Database);

    /// <summary>Access to a database by its server and its name; null for a database that is not on the cluster.</summary>
    public static DatabaseAccess? Find(SystemSpec spec, string server, string database) => DatabasePlacement.Find(spec, server, database) is { } found ? To(found, spec) : null;

    /// <summary>Access to a database.</summary>
    public static DatabaseAccess To(ServerDatabase database, SystemSpec spec) => database.Server switch
    {
        PostgresSpec postgres => To(postgres, Described(postgres.Databases, database.Name)),
        MySqlSpec mysql => To(mysql, Described(mysql.Databases, database.Name)),
        RedisSpec redis => To(redis, spec),
        _ => throw new ArgumentOutOfRangeException(nameof(database), database.Server, "not a known engine"),
    };

    private static string HostOf(string service, string space) => $"{service}.{space}.svc";

    private static DatabaseSpec Described(IReadOnlyList<DatabaseSpec> databases, string name) => databases.First(database => database.Name == name);
}
