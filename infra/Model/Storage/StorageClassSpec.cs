namespace Infra.Model;

/// <summary>A StorageClass. Its settings are fixed once made; a change makes a new object and leaves existing volumes as they are.</summary>
public sealed record StorageClassSpec : INamed
{
    /// <summary>The class that k3s brings.</summary>
    public const string LocalPath = "local-path";

    /// <summary>The class's name.</summary>
    [ObjectName]
    [ReservedNames("k3s or Longhorn", LocalPath, "longhorn", "longhorn-static")]
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>Who makes the volumes. Defaults to <see cref="StorageProvisioner.Longhorn"/>.</summary>
    public StorageProvisioner Provisioner { get; init; }

    /// <summary>What becomes of the data when the claim goes.</summary>
    public required ReclaimPolicy ReclaimPolicy { get; init; }

    /// <summary>Copies of each volume on different nodes. Defaults to 2 (source: 001).</summary>
    [Range(1, 20)]
    public int Replicas { get; init; } = 2;

    /// <summary>
    /// Whether a copy is kept where the volume is used. Defaults to <see cref="DataLocality.Disabled"/>;
    /// <see cref="DataLocality.StrictLocal"/> is for databases that replicate themselves.
    /// </summary>
    public DataLocality Locality { get; init; }

    /// <summary>Volumes may grow. Defaults to true.</summary>
    public bool Expandable { get; init; } = true;

    /// <summary>The class of claims that name none. Defaults to false: k3s's <c>local-path</c> is it, unless its <c>local-storage</c> is disabled.</summary>
    public bool Default { get; init; }
}
