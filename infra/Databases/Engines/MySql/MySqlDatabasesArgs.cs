using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySqlDatabases"/>.</summary>
public sealed record MySqlDatabasesArgs
{
    /// <summary>The server, which may be another stack's.</summary>
    public required MySqlSpec Server { get; init; }

    /// <summary>The databases that this stack creates; at least one.</summary>
    public required IReadOnlyList<DatabaseEndpoint> Databases { get; init; }

    /// <summary>The resources that must exist first: the namespace and the server, where this stack makes them.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
