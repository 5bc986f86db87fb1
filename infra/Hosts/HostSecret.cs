using Infra.Model;

namespace Infra.Hosts;

/// <summary>The secret with which the hosts of a cluster are reached or created.</summary>
public static class HostSecret
{
    /// <summary>The secret's key in the stack's config, and its purpose.</summary>
    /// <param name="cluster">The cluster.</param>
    public static (string Key, string Purpose) Of(ClusterSpec cluster) => cluster.Provider == ClusterProvider.ExistingHosts
        ? (SecretKeys.SshPrivateKey, "private SSH key, without a passphrase, that the hosts' user accepts; give the file on standard input")
        : (SecretKeys.HetznerToken, "Hetzner Cloud API token of the project, read and write");
}
