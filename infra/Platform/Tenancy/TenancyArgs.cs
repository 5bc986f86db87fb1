using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Tenancy"/>.</summary>
public sealed record TenancyArgs
{
    /// <summary>The namespaces of this stack.</summary>
    public required IReadOnlyList<NamespaceSpec> Namespaces { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The registries as described; those with a user get a pull secret in each namespace. Defaults to none.</summary>
    public IReadOnlyList<RegistrySpec> Registries { get; init; } = [];

    /// <summary>Passwords by registry name. Secrets. Defaults to none.</summary>
    public IReadOnlyDictionary<string, Output<string>> RegistryPasswords { get; init; } = new Dictionary<string, Output<string>>();

    /// <summary>Refuses to delete the namespaces, and with them all that lives there.</summary>
    public bool Protect { get; init; }
}
