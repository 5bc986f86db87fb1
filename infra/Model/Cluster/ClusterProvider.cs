namespace Infra.Model;

/// <summary>Where nodes come from.</summary>
public enum ClusterProvider
{
    /// <summary>Hetzner Cloud servers, created by the program.</summary>
    Hetzner,

    /// <summary>Hosts that exist already (virtual machines at home, dedicated servers), reached by SSH.</summary>
    ExistingHosts,
}
