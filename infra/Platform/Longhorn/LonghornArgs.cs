using Infra.Hosts;
using Infra.Model;
using Pulumi;

namespace Infra.Platform;

/// <summary>Inputs of <see cref="Longhorn"/>.</summary>
public sealed record LonghornArgs
{
    /// <summary>Longhorn as described.</summary>
    public required LonghornSpec Spec { get; init; }

    /// <summary>The hosts whose disks hold replicas.</summary>
    public required IReadOnlyList<NodeHost> StorageNodes { get; init; }

    /// <summary>The command after whose end a node is up, by the node's name.</summary>
    public required IReadOnlyDictionary<string, Resource> Started { get; init; }

    /// <summary>The recurring jobs.</summary>
    public required IReadOnlyList<RecurringJobSpec> RecurringJobs { get; init; }

    /// <summary>The storage classes; those of Longhorn's give the recurring jobs their volumes.</summary>
    public required IReadOnlyList<StorageClassSpec> Classes { get; init; }

    /// <summary>Where backups go; null (default) for nowhere.</summary>
    public S3LocationSpec? BackupTarget { get; init; }

    /// <summary>Id of the access key of <see cref="BackupTarget"/>. A secret.</summary>
    public Output<string>? BackupAccessKey { get; init; }

    /// <summary>Secret part of the access key of <see cref="BackupTarget"/>. A secret.</summary>
    public Output<string>? BackupSecretKey { get; init; }

    /// <summary>The version in force, null in it for none. Defaults to unknown: then the step to <see cref="LonghornSpec.Version"/> is not checked.</summary>
    public Output<string?>? VersionInForce { get; init; }

    /// <summary>What must be there first: the snapshot definitions.</summary>
    public required IReadOnlyList<Resource> After { get; init; }

    /// <summary>Labels of every object.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses to delete it, here and by Longhorn itself.</summary>
    public bool Protect { get; init; }
}
