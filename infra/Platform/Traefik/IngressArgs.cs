using Infra.Model;

namespace Infra.Platform;

/// <summary>Inputs of an <see cref="Ingress"/>.</summary>
public sealed record IngressArgs
{
    /// <summary>Ingress as described.</summary>
    public required IngressSpec Spec { get; init; }

    /// <summary>The system's domain.</summary>
    public required string Domain { get; init; }

    /// <summary>Some host's share is answered in another namespace than its route's. Defaults to false.</summary>
    public bool CrossNamespaces { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
