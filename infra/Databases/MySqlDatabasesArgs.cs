using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySqlDatabases"/>.</summary>
public sealed record MySqlDatabasesArgs
{
    /// <summary>The server, with the databases that this stack describes.</summary>
    public required MySqlSpec Server { get; init; }

    /// <summary>The whole system: which stack this is.</summary>
    public required SystemSpec System { get; init; }

    /// <summary>Passwords of users for which a secret is declared, by database. Defaults to none: they are generated.</summary>
    public IReadOnlyDictionary<string, Output<string>> Passwords { get; init; } = new Dictionary<string, Output<string>>();

    /// <summary>The namespaces of this stack with clients of the server, by name; each gets a secret for each database.</summary>
    public required IReadOnlyDictionary<string, Resource> Clients { get; init; }

    /// <summary>What must be there first: the server, where this stack makes it.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the passwords.</summary>
    public bool Protect { get; init; }
}
