namespace Infra.Model;

/// <summary>Origin of the cluster's nodes.</summary>
public enum ClusterProvider
{
    /// <summary>Hetzner Cloud servers, created by the program.</summary>
    Hetzner,

    /// <summary>Existing hosts (virtual machines on premises, dedicated servers), reached by SSH.</summary>
    ExistingHosts,
}
