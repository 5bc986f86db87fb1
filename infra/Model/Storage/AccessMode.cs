namespace Infra.Model;

/// <summary>Who may mount a volume.</summary>
[VerbatimNames]
public enum AccessMode
{
    /// <summary>Pods of one node.</summary>
    ReadWriteOnce,

    /// <summary>Pods of any node, by NFS.</summary>
    ReadWriteMany,

    /// <summary>One pod.</summary>
    ReadWriteOncePod,
}
