namespace Infra.Model;

/// <summary>
/// A StorageClass. Its settings are immutable in Kubernetes: a change replaces the object and does not affect existing volumes.
/// </summary>
public sealed record StorageClassSpec : INamed
{
    /// <summary>Name of the class bundled with k3s.</summary>
    public const string LocalPath = "local-path";

    /// <summary>Name of the class.</summary>
    [ObjectName]
    [ReservedNames("k3s or Longhorn", LocalPath, "longhorn", "longhorn-static")]
    public required string Name { get; init; }

    /// <summary>Purpose of the class.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>Provisioner that creates the volumes. Defaults to <see cref="StorageProvisioner.Longhorn"/>.</summary>
    public StorageProvisioner Provisioner { get; init; }

    /// <summary>Policy for a volume whose claim is deleted.</summary>
    public required ReclaimPolicy ReclaimPolicy { get; init; }

    /// <summary>Number of replicas of each volume, on different nodes. Defaults to 2 (source: 001).</summary>
    [Range(1, 20)]
    public int Replicas { get; init; } = 2;

    /// <summary>
    /// Locality of the data: whether a replica is kept on the node that uses the volume. Defaults to <see cref="DataLocality.Disabled"/>;
    /// <see cref="DataLocality.StrictLocal"/> is for databases with their own replication.
    /// </summary>
    public DataLocality Locality { get; init; }

    /// <summary>Whether volumes may be expanded. Defaults to true.</summary>
    public bool Expandable { get; init; } = true;

    /// <summary>
    /// Whether claims without a class use this class. Defaults to false: k3s's <c>local-path</c> is the default class, unless its
    /// <c>local-storage</c> is disabled.
    /// </summary>
    public bool Default { get; init; }
}
