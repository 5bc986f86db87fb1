using Infra.Model;
using Pulumi;

namespace Infra.Databases;

/// <summary>Inputs of <see cref="MySql"/>.</summary>
public sealed record MySqlArgs
{
    /// <summary>The server as described.</summary>
    public required MySqlSpec Server { get; init; }

    /// <summary>The volume of each member.</summary>
    public required VolumeSpec Volume { get; init; }

    /// <summary>Name of the Kubernetes cluster: archives of different clusters are in different folders of a bucket.</summary>
    public required string ClusterName { get; init; }

    /// <summary>The namespace it runs in.</summary>
    public required Resource Namespace { get; init; }

    /// <summary>What must be there first: the operator, the storage class.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>Id of the access key for backups. A secret; null where none are described.</summary>
    public Output<string>? AccessKey { get; init; }

    /// <summary>Secret part of that key, likewise.</summary>
    public Output<string>? SecretKey { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete the server, its passwords and the name of its archive.</summary>
    public bool Protect { get; init; }
}
