namespace Infra.Model;

/// <summary>Provisioner of volumes.</summary>
public enum StorageProvisioner
{
    /// <summary>Longhorn: replicated over the network.</summary>
    Longhorn,

    /// <summary>A folder on one node.</summary>
    LocalPath,
}
