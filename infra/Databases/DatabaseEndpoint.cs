using System.Globalization;
using Infra.Model;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>
/// Endpoint of a database on the cluster: host, port, user and secret. The secret has the same name and the same keys beside the server
/// and in every namespace with clients.
/// </summary>
public sealed record DatabaseEndpoint
{
    /// <summary>Key of the secret: the host.</summary>
    public const string HostKey = "host";

    /// <summary>Key of the secret: the port.</summary>
    public const string PortKey = "port";

    /// <summary>Key of the secret: the database's name on the server.</summary>
    public const string NameKey = "name";

    /// <summary>Key of the secret: the user, under the key that <c>kubernetes.io/basic-auth</c> requires.</summary>
    public const string UserKey = "username";

    /// <summary>Key of the secret: the user's password.</summary>
    public const string PasswordKey = "password";

    /// <summary>Key of the secret: the URL of the server itself.</summary>
    public const string UrlKey = "url";

    /// <summary>Key of the secret: the URL of the pooler, for engines with a pooler.</summary>
    public const string PooledUrlKey = "pooled-url";

    /// <summary>The database.</summary>
    public required ServerDatabase Database { get; init; }

    /// <summary>The server's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Scheme of the URL.</summary>
    public required string Scheme { get; init; }

    /// <summary>The host, as every namespace reaches it.</summary>
    public required string Host { get; init; }

    /// <summary>Host of the pooler; the server's own where it has no pooler. Null (default) for an engine without poolers.</summary>
    public string? PooledHost { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The database's name on the server.</summary>
    public required string Name { get; init; }

    /// <summary>The user's part of the URL. Empty for clients that know no user.</summary>
    public required string UrlUser { get; init; }

    /// <summary>Labels that the engine's operator requires on the secret. Defaults to none.</summary>
    public IReadOnlyDictionary<string, string> SecretLabels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The user.</summary>
    public string User => Database.User;

    /// <summary>Key under which other stacks know the password: <c>server/database</c>.</summary>
    public string Key => Database.Key;

    /// <summary>Name of the secret, and of the objects that create the database.</summary>
    public string SecretName => PhysicalName.Kubernetes(Database.Server.Name, Database.Name);

    /// <summary>Host of a service, as every namespace reaches it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="namespace">Its namespace.</param>
    public static string HostOf(string service, string @namespace) => $"{service}.{@namespace}.svc";

    /// <summary>URL with user and password. A secret.</summary>
    /// <param name="password">The user's password.</param>
    /// <param name="pooled">Whether it is that of the pooler, where there is one.</param>
    public string Url(string password, bool pooled = false)
    {
        var login = $"{Uri.EscapeDataString(UrlUser)}:{Uri.EscapeDataString(password)}";
        return $"{Scheme}://{login}@{HostFor(pooled)}:{Port}/{Uri.EscapeDataString(Name)}";
    }

    /// <summary>The value of a property for a variable.</summary>
    /// <param name="property">The property.</param>
    /// <param name="pooled">Whether it is that of the pooler, where there is one.</param>
    public DatabaseVariable Variable(DatabaseProperty property, bool pooled) => property switch
    {
        DatabaseProperty.Host => new(HostFor(pooled), null, null),
        DatabaseProperty.Port => new(Port.ToString(CultureInfo.InvariantCulture), null, null),
        DatabaseProperty.Name => new(Name, null, null),
        DatabaseProperty.User => new(User, null, null),
        DatabaseProperty.Password => new(null, SecretName, PasswordKey),
        DatabaseProperty.Url => new(null, SecretName, pooled && PooledHost is not null ? PooledUrlKey : UrlKey),
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, "not a property of a database"),
    };

    private string HostFor(bool pooled) => pooled && PooledHost is not null ? PooledHost : Host;
}
