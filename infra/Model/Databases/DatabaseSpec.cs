namespace Infra.Model;

/// <summary>A logical database with its own role.</summary>
public sealed record DatabaseSpec : INamed
{
    /// <summary>The database's name.</summary>
    public required string Name { get; init; }

    /// <summary>The role that owns it. Defaults to the database's name.</summary>
    public string? Owner { get; init; }

    /// <summary>Name of the declared secret with the role's password; null (default) for a generated one.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// The environment whose stack makes it; null (default) for the one that owns the cluster. An environment in another's
    /// cluster makes its own databases on that one's servers.
    /// </summary>
    public string? Environment { get; init; }

    /// <summary>The role may create roles, which Logto's seed does for its tenants (PostgreSQL). Defaults to false.</summary>
    public bool CreateRoles { get; init; }

    /// <summary>Extensions made in it, in this order and by the superuser (PostgreSQL).</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}
