using Infra.Model;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Access"/>.</summary>
public sealed record AccessArgs
{
    /// <summary>The roles as described.</summary>
    public required IReadOnlyList<RoleSpec> Roles { get; init; }

    /// <summary>The namespaces of this stack, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
