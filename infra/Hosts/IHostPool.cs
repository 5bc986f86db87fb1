using Pulumi;

namespace Infra.Hosts;

/// <summary>The hosts of a cluster's nodes: created at Hetzner, or existing already.</summary>
public interface IHostPool
{
    /// <summary>The hosts, in the order in which the nodes are described.</summary>
    IReadOnlyList<NodeHost> Hosts { get; }

    /// <summary>Private key for SSH to every host. A secret.</summary>
    Output<string> SshPrivateKey { get; }
}
