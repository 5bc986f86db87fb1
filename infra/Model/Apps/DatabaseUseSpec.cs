namespace Infra.Model;

/// <summary>A database an app uses.</summary>
public sealed record DatabaseUseSpec : INamed
{
    /// <summary>The database's name; the server's own where the server is a single database.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Name of its server.</summary>
    public required string Server { get; init; }

    /// <summary>Whether connections go through the pooler, where there is one. Defaults to false.</summary>
    public bool Pooled { get; init; }
}
