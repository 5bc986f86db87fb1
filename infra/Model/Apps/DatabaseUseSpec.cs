namespace Infra.Model;

/// <summary>A database an app uses.</summary>
public sealed record DatabaseUseSpec : INamed
{
    /// <summary>Name of the database; the server's own name where the server is a single database.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Name of the database server.</summary>
    public required string Server { get; init; }

    /// <summary>Whether connections go through the pooler, where there is one. Defaults to false.</summary>
    public bool Pooled { get; init; }
}
