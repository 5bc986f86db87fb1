using Infra.Naming;

namespace Infra.Flows;

/// <summary>Pods, by namespace and labels.</summary>
public sealed record PodsEnd : FlowEnd
{
    /// <summary>The namespace; with <see cref="Others"/>, the text shown in its place.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pods' labels; empty for all pods of the namespace. See <see cref="PodLabels"/>.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The namespaces of the other environments in the cluster instead of one; null (default) for one.</summary>
    public OtherEnvironments? Others { get; init; }

    /// <inheritdoc/>
    public override string Text => $"{Namespace}/{(Labels.Count == 0 ? "*" : Name)}";

    /// <summary>Pods of a namespace, by labels.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">A word for the pods.</param>
    /// <param name="labels">The pods' labels.</param>
    public static PodsEnd Of(string @namespace, string name, IReadOnlyDictionary<string, string> labels) =>
        new() { Namespace = @namespace, Name = name, Labels = labels };

    /// <summary>Pods whose name label is the given name: those of most charts.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">The value of the name label.</param>
    public static PodsEnd Named(string @namespace, string name) => Of(@namespace, name, PodLabels.Named(name));

    /// <summary>All pods of a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    public static PodsEnd All(string @namespace) => Of(@namespace, "pods", PodLabels.All);
}
