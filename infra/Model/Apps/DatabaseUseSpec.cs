namespace Infra.Model;

/// <summary>A database an app uses.</summary>
public sealed record DatabaseUseSpec : INamed
{
    /// <summary>The database's name, or the Redis instance's.</summary>
    public required string Name { get; init; }

    /// <summary>The server it is on.</summary>
    public required string Server { get; init; }

    /// <summary>Through the pooler, where there is one. Defaults to false.</summary>
    public bool Pooled { get; init; }
}
