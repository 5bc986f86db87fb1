namespace Infra.Model;

/// <summary>Database on a described server, whatever the engine.</summary>
/// <param name="server">The server.</param>
/// <param name="name">The database's name.</param>
public sealed class ServerDatabase(IDatabaseServerSpec server, string name) : INamed
{
    /// <summary>The server.</summary>
    public IDatabaseServerSpec Server { get; } = server;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>The database as described. Null (default) where the server is a single database itself.</summary>
    public DatabaseSpec? Described { get; init; }

    /// <summary>User that owns the database.</summary>
    public required string User { get; init; }

    /// <summary>Environment whose stack creates the database. Null (default) for the stack that owns the cluster.</summary>
    public string? Environment { get; init; }

    /// <summary>Name of the declared secret with the user's password. Null (default) for a generated password.</summary>
    public string? Password { get; init; }

    /// <summary>Key under which other stacks know the password: <c>server/database</c>.</summary>
    public string Key => $"{Server.Name}/{Name}";

    /// <summary>The described databases of a server, each with the environment that its description names.</summary>
    /// <param name="server">The server.</param>
    public static IReadOnlyList<ServerDatabase> Of(IDatabaseServerSpec server)
    {
        var databases = new ServerDatabase[server.Databases.Count];
        for (var index = 0; index < databases.Length; index++)
        {
            var described = server.Databases[index];
            databases[index] = new(server, described.Name)
            {
                Described = described,
                User = described.User,
                Environment = described.Environment,
                Password = described.Password,
            };
        }

        return databases;
    }

    /// <summary>A name as it stands in names of objects: lower case, with dashes for everything but letters and digits.</summary>
    /// <param name="name">The name.</param>
    public static string InObjects(string name) =>
        string.Create(name.Length, name, static (text, source) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = char.IsAsciiLetterOrDigit(source[index]) ? char.ToLowerInvariant(source[index]) : '-';
            }
        });
}
