namespace Infra.Model.Validation;

/// <summary>Names of databases and their owners: whose they are already, on the server or among the server's secrets.</summary>
public static class DatabaseNameRules
{
    /// <summary>What the definitions of CloudNativePG 1.30 refuse, and the secrets that it and this program make beside a server.</summary>
    private static readonly Taken s_postgres = new(
        ["postgres", "template0", "template1"], ["postgres", "streaming_replica"], ["pg_", "cnpg_"], ["app", "archive", "ca", "replication", "server", "superuser"]);

    /// <summary>The server's own databases, the accounts of its operator (a database's user of that name would change their password), and the secrets beside it.</summary>
    private static readonly Taken s_mySql = new(
        ["information_schema", "mysql", "performance_schema", "sys"],
        ["monitor", "operator", "proxyadmin", "replication", "root", "xtrabackup"],
        [],
        ["backup-credentials", "secrets", "ssl", "ssl-internal", "vault"]);

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var server in context.Spec.Databases.Postgres)
        {
            CheckServer(context, server.Name, server.Databases, s_postgres, secrets);
        }

        foreach (var server in context.Spec.Databases.Mysql)
        {
            CheckServer(context, server.Name, server.Databases, s_mySql, secrets);
        }
    }

    private static void CheckServer(ValidationContext context, string server, IReadOnlyList<DatabaseSpec> databases, Taken taken, Dictionary<string, string> secrets)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var database in databases)
        {
            var owner = database.Owner ?? database.Name;
            if (Array.IndexOf(taken.Databases, database.Name) >= 0)
            {
                context.Error(database, "name", $"'{database.Name}' is a database of the server's own", "name it after its app");
            }
            else if (Array.IndexOf(taken.Owners, owner) >= 0 || Array.Exists(taken.OwnersBeginWith, prefix => owner.StartsWith(prefix, StringComparison.Ordinal)))
            {
                context.Error(database, "owner", $"'{owner}' is an account of the server's own or of its operator", "another owner");
            }
            else if (!owners.TryAdd(owner, database.Name))
            {
                context.Error(database, "owner", $"'{owner}' owns '{owners[owner]}' on '{server}' already", "an owner for each database: each has a password of its own");
            }

            var name = InObjects(database.Name);
            var secret = $"{server}-{name}";
            if (Array.IndexOf(taken.Secrets, name) >= 0)
            {
                context.Error(database, "name", $"the secret '{secret}' belongs to '{server}' itself", "another name");
            }
            else if (!secrets.TryAdd(secret, $"{server}/{database.Name}"))
            {
                context.Error(database, "name", $"the secret '{secret}' is that of '{secrets[secret]}' already", "another name: only letters and digits tell names of objects apart");
            }
        }
    }

    /// <summary>A name as names of objects have it: lower case, and dashes for what is neither letter nor digit.</summary>
    private static string InObjects(string name) =>
        string.Create(name.Length, name, static (text, source) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = char.IsAsciiLetterOrDigit(source[index]) ? char.ToLowerInvariant(source[index]) : '-';
            }
        });

    /// <summary>Names that are somebody's on every server of a kind.</summary>
    private sealed record Taken(string[] Databases, string[] Owners, string[] OwnersBeginWith, string[] Secrets);
}
