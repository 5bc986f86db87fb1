using Infra.Model;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="ExposedDatabases"/>.</summary>
public sealed record ExposedDatabasesArgs
{
    /// <summary>The servers, at least one.</summary>
    public required IReadOnlyList<DatabaseExposure> Exposures { get; init; }

    /// <summary>The namespaces that the stack makes, by name.</summary>
    public required IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; init; }

    /// <summary>The resources that must exist before a node port is taken.</summary>
    public required IReadOnlyList<Resource> After { get; init; }
}
