namespace Infra.Model;

/// <summary>A logical database with its own role.</summary>
public sealed record DatabaseSpec : INamed
{
    /// <summary>The database's name.</summary>
    public required string Name { get; init; }

    /// <summary>The role that owns it. Defaults to the database's name.</summary>
    public string? Owner { get; init; }

    /// <summary>Name of the declared secret with the role's password; null (default) for one the operator makes.</summary>
    public string? Password { get; init; }

    /// <summary>Extensions made in it (PostgreSQL).</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];
}
