using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="Postgres"/>.</summary>
public sealed record PostgresArgs
{
    /// <summary>The server as described.</summary>
    public required PostgresSpec Server { get; init; }

    /// <summary>The volume of each instance.</summary>
    public required VolumeSpec Volume { get; init; }

    /// <summary>The server's namespace.</summary>
    public required CoreV1.Namespace Namespace { get; init; }

    /// <summary>Further resources that must exist first: the operator, the storage class, an imported image.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
