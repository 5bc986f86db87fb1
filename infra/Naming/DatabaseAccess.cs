using Infra.Model;

namespace Infra.Naming;

/// <summary>
/// How a database is reached: the one place that knows the hosts, the secrets and their entries. A database's secret has the
/// same name in every namespace of those that use it; it is of the type <c>kubernetes.io/basic-auth</c>.
/// </summary>
public static class DatabaseAccess
{
    /// <summary>Entry of a database's secret: the role.</summary>
    public const string UserKey = "username";

    /// <summary>Entry of a database's secret: the role's password.</summary>
    public const string PasswordKey = "password";

    /// <summary>Entry of a database's secret: everything in one, to the server itself.</summary>
    public const string UrlKey = "url";

    /// <summary>Entry of a database's secret: everything in one, through the pooler.</summary>
    public const string PooledUrlKey = "pooled-url";

    /// <summary>PostgreSQL's port, the pooler's too.</summary>
    public const int PostgresPort = 5432;

    /// <summary>Name of a database's secret, and of the objects that make it and its role.</summary>
    public static string NameOf(string server, string database) => PhysicalName.Kubernetes(server, database);

    /// <summary>The role that owns a database.</summary>
    public static string OwnerOf(DatabaseSpec database) => database.Owner ?? database.Name;

    /// <summary>Host of a PostgreSQL server, from any namespace.</summary>
    /// <param name="server">The server.</param>
    /// <param name="pooled">Through the pooler, where there is one.</param>
    public static string Host(PostgresSpec server, bool pooled) =>
        $"{(pooled && server.Pooler is not null ? PodLabels.PoolerName(server.Name) : $"{server.Name}-rw")}.{server.Namespace}.svc";

    /// <summary>Everything in one. A secret: it holds the password.</summary>
    public static string Url(PostgresSpec server, DatabaseSpec database, string password, bool pooled) =>
        $"postgres://{Uri.EscapeDataString(OwnerOf(database))}:{Uri.EscapeDataString(password)}@{Host(server, pooled)}:{PostgresPort}/{Uri.EscapeDataString(database.Name)}";

    /// <summary>A variable that names a database's property; null when it names none, or a server that is no PostgreSQL on the cluster.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="reference">As described: <c>server/database/property</c>.</param>
    /// <param name="pooled">Through the pooler, where there is one.</param>
    public static DatabaseVariable? Of(SystemSpec spec, string? reference, bool pooled)
    {
        if (Find(spec, reference) is not { } found)
        {
            return null;
        }

        var secret = NameOf(found.Server.Name, found.Database.Name);
        return found.Property switch
        {
            "host" => new(Host(found.Server, pooled), null, null),
            "port" => new(PostgresPort.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null),
            "name" => new(found.Database.Name, null, null),
            "user" => new(OwnerOf(found.Database), null, null),
            "password" => new(null, secret, PasswordKey),
            "url" => new(null, secret, pooled ? PooledUrlKey : UrlKey),
            _ => null,
        };
    }

    /// <summary>The database of a variable; null when it names none, or one on another kind of server.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="reference">As described: <c>server/database/property</c>.</param>
    public static DatabaseReference? Find(SystemSpec spec, string? reference)
    {
        if (reference?.Split('/') is not [var server, var database, var property] || !DatabasePlacement.IsOnCluster(spec, server))
        {
            return null;
        }

        return Find(spec, server, database) is { } found ? found with { Property = property } : null;
    }

    /// <summary>A database on a PostgreSQL server; null when there is none.</summary>
    public static DatabaseReference? Find(SystemSpec spec, string server, string database)
    {
        foreach (var candidate in spec.Databases.Postgres)
        {
            if (candidate.Name != server)
            {
                continue;
            }

            foreach (var entry in candidate.Databases)
            {
                if (entry.Name == database)
                {
                    return new(candidate, entry, "");
                }
            }
        }

        return null;
    }
}
