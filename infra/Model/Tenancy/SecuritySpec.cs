namespace Infra.Model;

/// <summary>Access rights and application secrets.</summary>
public sealed record SecuritySpec
{
    /// <summary>Roles created in the namespaces.</summary>
    public IReadOnlyList<RoleSpec> Roles { get; init; } = [];

    /// <summary>The Sealed Secrets controller; null (default) for none.</summary>
    public SealedSecretsSpec? SealedSecrets { get; init; }
}
