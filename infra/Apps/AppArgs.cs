using Infra.Cluster;
using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Apps;

/// <summary>Inputs of <see cref="App"/>.</summary>
public sealed record AppArgs
{
    /// <summary>The app.</summary>
    public required AppSpec App { get; init; }

    /// <summary>The app's namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>The services of the stack, to which the app adds its own.</summary>
    public required AppServices Services { get; init; }

    /// <summary>The app's canary releases; null (default) for none.</summary>
    public CanarySpec? Canary { get; init; }

    /// <summary>Flagger, where this stack installs it. Defaults to none.</summary>
    public IReadOnlyList<Resource> Flagger { get; init; } = [];

    /// <summary>The resources that the app's pods and jobs need: databases, claims, classes, and jobs with images of their own.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The nodes that the stack makes, on which imported images are checked. Defaults to none.</summary>
    public IReadOnlyList<ClusterNode> Nodes { get; init; } = [];

    /// <summary>The resources that a pod with an imported image depends on, by the image's name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; init; }
}
