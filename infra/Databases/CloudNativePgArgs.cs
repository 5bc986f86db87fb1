using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="CloudNativePg"/>.</summary>
public sealed record CloudNativePgArgs
{
    /// <summary>The cluster's nodes.</summary>
    public required IReadOnlyList<NodeSpec> Nodes { get; init; }

    /// <summary>Installs the plugin that archives; it needs cert-manager.</summary>
    public required bool Archives { get; init; }

    /// <summary>cert-manager, which gives the plugin its certificates; empty where nothing archives.</summary>
    public IReadOnlyList<Resource> AfterCertificates { get; init; } = [];

    /// <summary>Labels of everything.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses the deletion of the namespace and of the releases, whose kinds take every server with them. Defaults to false.</summary>
    public bool Protect { get; init; }
}
