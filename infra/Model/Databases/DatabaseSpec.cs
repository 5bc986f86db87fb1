namespace Infra.Model;

/// <summary>A logical database with a role of its own.</summary>
public sealed record DatabaseSpec : INamed
{
    /// <summary>The database's name.</summary>
    [DatabaseName]
    public required string Name { get; init; }

    /// <summary>Role that owns the database. Defaults to the database's name.</summary>
    [DatabaseName]
    public string? Owner { get; init; }

    /// <summary>Name of the declared secret with the role's password; null (default) for a generated password.</summary>
    [SecretName]
    public string? Password { get; init; }

    /// <summary>
    /// Environment whose stack creates the database; null (default) for the stack that owns the cluster. An environment in another
    /// stack's cluster creates its own databases on the servers there.
    /// </summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>
    /// Whether the role may create roles, where the engine supports it. Logto's seed creates a role for each tenant. Defaults to false.
    /// </summary>
    public bool CreateRoles { get; init; }

    /// <summary>Extensions that the superuser creates in the database, in this order, where the engine supports them.</summary>
    [ExtensionName]
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Role that owns the database.</summary>
    public string User => Owner ?? Name;
}
