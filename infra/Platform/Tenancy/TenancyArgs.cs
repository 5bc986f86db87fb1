using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Tenancy"/>.</summary>
public sealed record TenancyArgs
{
    /// <summary>The namespaces of this stack.</summary>
    public required IReadOnlyList<NamespaceSpec> Namespaces { get; init; }

    /// <summary>
    /// The controllers of what may be in the namespaces. Each namespace depends on all of them: whatever is in it when it is deleted, made
    /// by the program or by hand, its finalizers are removed before the controllers are.
    /// </summary>
    public required IReadOnlyList<Resource> Controllers { get; init; }
}
