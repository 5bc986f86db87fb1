using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySqlDatabases"/>.</summary>
public sealed record MySqlDatabasesArgs
{
    /// <summary>The server they are on; perhaps another stack's.</summary>
    public required MySqlSpec Server { get; init; }

    /// <summary>The databases that this stack makes; at least one.</summary>
    public required IReadOnlyList<DatabaseSpec> Databases { get; init; }

    /// <summary>The stack's environment: the jobs of several stacks may be beside a server.</summary>
    public required string Environment { get; init; }

    /// <summary>Passwords that are described, by database; the others are generated.</summary>
    public required IReadOnlyDictionary<string, Output<string>> Passwords { get; init; }

    /// <summary>What must be there first: the namespace and the server, where they are this stack's.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>Labels of everything.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses the deletion of passwords. Defaults to false.</summary>
    public bool Protect { get; init; }
}
