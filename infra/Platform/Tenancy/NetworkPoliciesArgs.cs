using Infra.Flows;
using Infra.Model;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="NetworkPolicies"/>.</summary>
public sealed record NetworkPoliciesArgs
{
    /// <summary>The namespaces of this stack.</summary>
    public required IReadOnlyList<NamespaceSpec> Namespaces { get; init; }

    /// <summary>The resources of these namespaces, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Created { get; init; }

    /// <summary>The allowed flows; all others are denied.</summary>
    public required IReadOnlyList<Flow> Flows { get; init; }
}
