namespace Infra.Model;

/// <summary>An access role bound in each namespace.</summary>
public sealed record RoleSpec : INamed
{
    /// <summary>Name of the role.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Access level of the role.</summary>
    public required AccessLevel Access { get; init; }

    /// <summary>Namespaces in which the role is created. Defaults to all.</summary>
    [RefersTo("namespace", "namespaces")]
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Groups that the role is bound to; none of those that contain everybody.</summary>
    [GroupName]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Service accounts that the role is bound to, created in the same namespace.</summary>
    [ServiceAccountName]
    public IReadOnlyList<string> ServiceAccounts { get; init; } = [];
}
