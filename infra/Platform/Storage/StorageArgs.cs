using Infra.Hosts;
using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Storage"/>.</summary>
public sealed record StorageArgs
{
    /// <summary>Storage as described.</summary>
    public required StorageSpec Spec { get; init; }

    /// <summary>The hosts whose disks hold Longhorn's replicas.</summary>
    public required IReadOnlyList<NodeHost> StorageNodes { get; init; }

    /// <summary>The command after whose end a node is up, by the node's name.</summary>
    public required IReadOnlyDictionary<string, Resource> Started { get; init; }

    /// <summary>Id of the access key of the backup target; null where there is none. A secret.</summary>
    public Output<string>? BackupAccessKey { get; init; }

    /// <summary>Secret part of the access key of the backup target; null where there is none. A secret.</summary>
    public Output<string>? BackupSecretKey { get; init; }

    /// <summary>The version of Longhorn in force, null in it for none. Defaults to unknown.</summary>
    public Output<string?>? LonghornInForce { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete what holds data.</summary>
    public bool Protect { get; init; }
}
