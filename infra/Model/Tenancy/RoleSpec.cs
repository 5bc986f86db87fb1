namespace Infra.Model;

/// <summary>An access role bound in each namespace.</summary>
public sealed record RoleSpec : INamed
{
    /// <summary>The role's name.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>What it allows.</summary>
    public required AccessLevel Access { get; init; }

    /// <summary>Namespaces it is made in. Defaults to all.</summary>
    [RefersTo("namespace", "namespaces")]
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Groups it is bound to.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Service accounts it is bound to, made in the same namespace.</summary>
    [ServiceAccountName]
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];
}
