using Infra.Model;
using Infra.Parts;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Roles"/>.</summary>
public sealed record RolesArgs
{
    /// <summary>The roles as described.</summary>
    public required IReadOnlyList<RoleSpec> Roles { get; init; }

    /// <summary>The namespaces of this stack, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>All parts of the stack, for the kinds that they bring.</summary>
    public required IReadOnlyList<StackPart> Parts { get; init; }
}
