using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Hosts;

/// <summary>A host as the steps over SSH need it: a node of the cluster or a Docker host.</summary>
/// <param name="Name">Name of the host, for messages.</param>
/// <param name="SshUser">User of its SSH sessions; when it is not root, every step becomes root by sudo.</param>
/// <param name="Connection">Connection of its commands, with the pinned host key.</param>
public sealed record SshHost(string Name, string SshUser, Input<Remote.Inputs.ConnectionArgs> Connection)
{
    /// <summary>Failed dials after which a command fails. The host exists already, so more failures mean that it is unreachable.</summary>
    private const int DialErrors = 10;

    /// <summary>A host that exists already.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="user">The user of its SSH sessions.</param>
    /// <param name="address">Its address.</param>
    /// <param name="port">Its port of SSH.</param>
    /// <param name="hostKey">Its public SSH host key.</param>
    /// <param name="privateKey">The private key that the user accepts. A secret.</param>
    public static SshHost Existing(string name, string user, string address, int port, string hostKey, Output<string> privateKey) => new(
        name,
        user,
        new Remote.Inputs.ConnectionArgs
        {
            Host = address,
            Port = port,
            User = user,
            PrivateKey = privateKey,
            HostKey = hostKey,
            DialErrorLimit = DialErrors,
            PerDialTimeout = 15,
        });
}
