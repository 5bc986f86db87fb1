using Infra.Model;

namespace Infra.Hosts;

/// <summary>User data of a new server.</summary>
public static class CloudInit
{
    /// <summary>
    /// The user data: the SSH host key that the program pins in every session, so that none trusts on first use, and no passwords.
    /// Everything else belongs to the steps of the node, which can run again; user data runs once.
    /// </summary>
    /// <param name="hostPrivateKey">The host key, OpenSSH format. A secret.</param>
    /// <param name="hostPublicKey">Its public half, one line.</param>
    /// <param name="user">User of the SSH sessions: root, whose key Hetzner installs, or a new user who becomes root by sudo.</param>
    /// <param name="userPublicKey">Public key that user accepts, one line; not used for root.</param>
    public static string UserData(string hostPrivateKey, string hostPublicKey, string user, string userPublicKey)
    {
        var key = hostPrivateKey.TrimEnd('\n').Replace("\n", "\n    ", StringComparison.Ordinal);
        return $"""
            #cloud-config
            ssh_pwauth: false
            ssh_deletekeys: true
            ssh_keys:
              ed25519_private: |
                {key}
              ed25519_public: {hostPublicKey.Trim()}

            """ + (user == ClusterSpec.Root ? "" : UserEntry(user, userPublicKey));
    }

    private static string UserEntry(string user, string publicKey) => $"""
        users:
          - name: {user}
            shell: /bin/bash
            lock_passwd: true
            sudo: ALL=(ALL) NOPASSWD:ALL
            ssh_authorized_keys:
              - {publicKey.Trim()}

        """;
}
