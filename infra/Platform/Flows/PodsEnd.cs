using Infra.Naming;

namespace Infra.Platform.Flows;

/// <summary>Pods, by namespace and labels.</summary>
public sealed record PodsEnd : FlowEnd
{
    /// <summary>The namespace; with <see cref="Others"/>, what people read in its place.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pods' labels; empty for all pods of the namespace. See <see cref="PodLabels"/>.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The namespaces of the other environments in the cluster instead of one; null (default) for one.</summary>
    public OtherEnvironments? Others { get; init; }

    /// <inheritdoc/>
    public override string Text => $"{Namespace}/{(Labels.Count == 0 ? "*" : Name)}";
}
