namespace Infra.Model;

/// <summary>Names that belong to the server or its operator on every server of an engine. All lists default to empty.</summary>
public sealed record ReservedNames
{
    /// <summary>No reserved names.</summary>
    public static ReservedNames None { get; } = new();

    /// <summary>Names of databases.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Names of users.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Prefixes of names of users.</summary>
    public IReadOnlyList<string> UserPrefixes { get; init; } = [];

    /// <summary>Names of secrets beside the server, without the server's name and its dash.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
