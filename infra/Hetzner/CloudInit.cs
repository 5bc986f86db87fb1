namespace Infra.Hetzner;

/// <summary>User data of a new server.</summary>
public static class CloudInit
{
    /// <summary>
    /// Gives the server the SSH host key that the program pins in every session, so that none trusts on first use, and
    /// switches passwords off. Everything else is the business of the node's steps, which can run again; user data cannot.
    /// </summary>
    /// <param name="hostPrivateKey">The host key, OpenSSH format. A secret.</param>
    /// <param name="hostPublicKey">Its public half, one line.</param>
    public static string UserData(string hostPrivateKey, string hostPublicKey)
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

            """;
    }
}
