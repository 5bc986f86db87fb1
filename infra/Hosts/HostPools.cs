using Infra.Model;

namespace Infra.Hosts;

/// <summary>The hosts of a cluster that the stack owns, created or existing.</summary>
public static class HostPools
{
    /// <summary>Purpose of the key that existing hosts accept.</summary>
    public const string SshKeyPurpose =
        "private SSH key, without a passphrase, that the hosts' user accepts; give the file on standard input";

    /// <summary>Creates the hosts at Hetzner, or describes how existing ones are reached.</summary>
    /// <param name="context">The stack's context.</param>
    public static IHostPool Create(StackContext context) => context.System.Cluster.Provider switch
    {
        ClusterProvider.ExistingHosts => new ExistingHosts("nodes", context),
        _ => HetznerHosts.Create(context),
    };

    /// <summary>The secret with which the hosts are created or reached: its key in the stack's config, and its purpose.</summary>
    /// <param name="cluster">The cluster.</param>
    public static (string Key, string Purpose) SecretOf(ClusterSpec cluster) => cluster.Provider switch
    {
        ClusterProvider.ExistingHosts => (SecretKeys.SshPrivateKey, SshKeyPurpose),
        _ => (SecretKeys.HetznerToken, "Hetzner Cloud API token of the project, read and write"),
    };
}
