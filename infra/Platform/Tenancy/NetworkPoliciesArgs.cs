using Infra.Flows;
using Infra.Model;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="NetworkPolicies"/>.</summary>
public sealed record NetworkPoliciesArgs
{
    /// <summary>The namespaces of this stack.</summary>
    public required IReadOnlyList<NamespaceSpec> Namespaces { get; init; }

    /// <summary>The same namespaces as they are made, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Created { get; init; }

    /// <summary>The flows that exist; all others are refused.</summary>
    public required IReadOnlyList<Flow> Flows { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
