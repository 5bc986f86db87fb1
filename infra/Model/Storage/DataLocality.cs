namespace Infra.Model;

/// <summary>Locality of a volume's data: whether a replica is on the node that uses the volume.</summary>
public enum DataLocality
{
    /// <summary>Replicas are placed wherever there is space.</summary>
    Disabled,

    /// <summary>Longhorn tries to keep one replica on the node that uses the volume.</summary>
    BestEffort,

    /// <summary>
    /// The only replica is on the node that uses the volume, and the pod cannot move to another node: as fast as a local disk, but lost
    /// with the node.
    /// </summary>
    StrictLocal,
}
