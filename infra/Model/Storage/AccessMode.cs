namespace Infra.Model;

/// <summary>Access mode of a volume: which pods may mount it.</summary>
[VerbatimNames]
public enum AccessMode
{
    /// <summary>Pods on one node.</summary>
    ReadWriteOnce,

    /// <summary>Pods on any node, over NFS.</summary>
    ReadWriteMany,

    /// <summary>A single pod.</summary>
    ReadWriteOncePod,
}
