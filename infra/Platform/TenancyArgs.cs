using Infra.Model;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Tenancy"/>.</summary>
public sealed record TenancyArgs
{
    /// <summary>The namespaces of this stack.</summary>
    public required IReadOnlyList<NamespaceSpec> Namespaces { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the namespaces, and with them all that lives there.</summary>
    public bool Protect { get; init; }
}
