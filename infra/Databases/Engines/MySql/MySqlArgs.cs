using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySql"/>.</summary>
public sealed record MySqlArgs
{
    /// <summary>The server as described.</summary>
    public required MySqlSpec Server { get; init; }

    /// <summary>
    /// Whether Prometheus runs on the cluster: then a container beside each member serves its metrics. Defaults to false.
    /// </summary>
    public bool Watched { get; init; }

    /// <summary>The volume of each member.</summary>
    public required VolumeSpec Volume { get; init; }

    /// <summary>The server's namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>Further resources that must exist first: the operator, the storage class, an imported image.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
