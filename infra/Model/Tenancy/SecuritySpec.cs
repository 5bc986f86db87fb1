namespace Infra.Model;

/// <summary>Who may do what, and how application secrets get in.</summary>
public sealed record SecuritySpec
{
    /// <summary>The roles made in every namespace.</summary>
    public IReadOnlyList<RoleSpec> Roles { get; init; } = [];

    /// <summary>The Sealed Secrets controller; null (default) for none.</summary>
    public SealedSecretsSpec? SealedSecrets { get; init; }
}
