using Infra.Model;

namespace Infra.Databases;

/// <summary>How MySQL is reached, the same for whoever makes it and whoever uses it.</summary>
public static class MySqlAccess
{
    /// <summary>MySQL's port, on the proxies as on the members.</summary>
    public const int Port = 3306;

    /// <summary>The service that clients use: the proxies, which lead every connection to the one member that is written to.</summary>
    public static string ServiceOf(MySqlSpec server) => $"{server.Name}-haproxy";

    /// <summary>The host that clients use, from any namespace.</summary>
    public static string HostOf(MySqlSpec server) => $"{ServiceOf(server)}.{server.Namespace}.svc.cluster.local";

    /// <summary>The secret with the passwords of the operator's accounts, root's among them.</summary>
    public static string AccountsOf(MySqlSpec server) => $"{server.Name}-secrets";

    /// <summary>
    /// The user of a database in a stack. Stacks that share a cluster share a server, and may mean the same database: each has a
    /// user of its own, so that none sets another's password. The owner's is the described one, a guest's ends in its environment.
    /// </summary>
    public static string UserOf(DatabaseSpec database, SystemSpec system)
    {
        var owner = database.Owner ?? database.Name;
        var guest = "_" + system.Environment.Name.Replace('-', '_');
        return system.Stack.ClusterOwner is null || owner.EndsWith(guest, StringComparison.Ordinal) ? owner : owner + guest;
    }

    /// <summary>The address of a database as one text.</summary>
    public static string UrlOf(string host, string database, string user, string password) =>
        $"mysql://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@{host}:{Port}/{database}";
}
