using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="Redis"/>.</summary>
public sealed record RedisArgs
{
    /// <summary>The instance as described.</summary>
    public required RedisSpec Server { get; init; }

    /// <summary>Its volume; null (default) for an instance that keeps nothing over a restart.</summary>
    public VolumeSpec? Volume { get; init; }

    /// <summary>
    /// Whether Prometheus runs on the cluster: then a container beside the instance serves its metrics. Defaults to false.
    /// </summary>
    public bool Watched { get; init; }

    /// <summary>Its endpoint.</summary>
    public required DatabaseEndpoint Endpoint { get; init; }

    /// <summary>Its namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>Further resources that must exist first: the storage class, an imported image. Defaults to none.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
