using Infra.Flows;
using Infra.Parts;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Monitors"/>.</summary>
public sealed class MonitorsArgs
{
    /// <summary>The pods that serve metrics.</summary>
    public required IReadOnlyList<MetricsEndpoint> Endpoints { get; init; }

    /// <summary>The parts in the stack, whose alerts are created.</summary>
    public required IReadOnlyList<StackPart> Parts { get; init; }

    /// <summary>The namespaces that the stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>The resources that bring the kinds of the monitors.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
