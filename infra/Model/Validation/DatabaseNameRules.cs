namespace Infra.Model.Validation;

/// <summary>Rules of the names of databases and their owners: none is taken on the server, or among the secrets beside it.</summary>
public static class DatabaseNameRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var server in context.Spec.Databases.Servers())
        {
            var owners = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var database in server.Databases)
            {
                CheckOwner(context, server, database, owners);
                CheckSecret(context, server, database, secrets);
            }
        }
    }

    private static void CheckOwner(
        ValidationContext context, IDatabaseServerSpec server, DatabaseSpec database, Dictionary<string, string> owners)
    {
        var reserved = server.Reserved;
        if (reserved.Databases.Contains(database.Name))
        {
            context.Error(database, "name", $"'{database.Name}' is a database of the server's own", "name it after its app");
        }
        else if (reserved.Users.Contains(database.User) || BeginsWithAny(database.User, reserved.UserPrefixes))
        {
            context.Error(database, "owner", $"'{database.User}' is an account of the server's own or of its operator", "another owner");
        }
        else if (!owners.TryAdd(database.User, database.Name))
        {
            context.Error(
                database,
                "owner",
                $"'{database.User}' owns '{owners[database.User]}' on '{server.Name}' already",
                "an owner for each database: each has a password of its own");
        }
    }

    private static void CheckSecret(
        ValidationContext context, IDatabaseServerSpec server, DatabaseSpec database, Dictionary<string, string> secrets)
    {
        var name = ServerDatabase.InObjects(database.Name);
        var secret = $"{server.Name}-{name}";
        if (server.Reserved.Secrets.Contains(name))
        {
            context.Error(database, "name", $"the secret '{secret}' belongs to '{server.Name}' itself", "another name");
        }
        else if (!secrets.TryAdd(secret, $"{server.Name}/{database.Name}"))
        {
            context.Error(
                database,
                "name",
                $"the secret '{secret}' is that of '{secrets[secret]}' already",
                "another name: only letters and digits tell names of objects apart");
        }
    }

    private static bool BeginsWithAny(string name, IReadOnlyList<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
