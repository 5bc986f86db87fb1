using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="Postgres"/>.</summary>
public sealed record PostgresArgs
{
    /// <summary>The server as described.</summary>
    public required PostgresSpec Server { get; init; }

    /// <summary>The volume of each instance.</summary>
    public required VolumeSpec Volume { get; init; }

    /// <summary>Name of the Kubernetes cluster: archives of different clusters are in different folders of a bucket.</summary>
    public required string ClusterName { get; init; }

    /// <summary>Names of the secrets with which private registries are read; they are in the server's namespace.</summary>
    public IReadOnlyList<string> PullSecrets { get; init; } = [];

    /// <summary>Id of the archive's access key; null without an archive.</summary>
    public Output<string>? AccessKey { get; init; }

    /// <summary>Secret part of the archive's access key; null without an archive.</summary>
    public Output<string>? SecretKey { get; init; }

    /// <summary>The namespace it runs in.</summary>
    public required Resource Namespace { get; init; }

    /// <summary>What must be there first: the operator, the storage class.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>Labels of everything.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses its deletion. Defaults to false.</summary>
    public bool Protect { get; init; }
}
