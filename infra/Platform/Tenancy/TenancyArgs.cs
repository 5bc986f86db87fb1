using Infra.Model;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Tenancy"/>.</summary>
public sealed record TenancyArgs
{
    /// <summary>The namespaces of this stack.</summary>
    public required IReadOnlyList<NamespaceSpec> Namespaces { get; init; }
}
