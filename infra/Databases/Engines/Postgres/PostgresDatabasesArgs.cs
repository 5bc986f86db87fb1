using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="PostgresDatabases"/>.</summary>
public sealed record PostgresDatabasesArgs
{
    /// <summary>The server, which may be another stack's.</summary>
    public required PostgresSpec Server { get; init; }

    /// <summary>The databases that this stack creates.</summary>
    public required IReadOnlyList<DatabaseEndpoint> Databases { get; init; }

    /// <summary>The resources that must exist first: the namespace and the server, where this stack makes them.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
