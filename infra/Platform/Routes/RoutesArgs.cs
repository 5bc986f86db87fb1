using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Routes"/>.</summary>
public sealed record RoutesArgs
{
    /// <summary>The hosts.</summary>
    public required IReadOnlyList<PublishedHost> Hosts { get; init; }

    /// <summary>The namespaces that this stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>The services of apps that this stack makes, by <c>namespace/name</c>. Defaults to none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Services { get; init; } =
        new Dictionary<string, IReadOnlyList<Resource>>(StringComparer.Ordinal);

    /// <summary>The resources that must exist first in the stack that owns the cluster; none in the others.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
