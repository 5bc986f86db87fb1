using Infra.Model;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="SealedSecrets"/>.</summary>
public sealed record SealedSecretsArgs
{
    /// <summary>The controller as described.</summary>
    public required SealedSecretsSpec Spec { get; init; }

    /// <summary>The roles: those that bring sealed secrets may ask the controller for its certificate.</summary>
    public required IReadOnlyList<RoleSpec> Roles { get; init; }

    /// <summary>The system's namespaces in the cluster, where the roles' service accounts are.</summary>
    public required IReadOnlyList<NamespaceSpec> Namespaces { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the release, whose kinds take the opened secrets with them, and a namespace of its own, which holds the keys.</summary>
    public bool Protect { get; init; }
}
