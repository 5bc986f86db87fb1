using Infra.Model;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Hosts;

/// <summary>A host a node runs on, wherever it comes from: what the cluster needs to reach it.</summary>
public sealed record NodeHost
{
    /// <summary>The node as described.</summary>
    public required NodeSpec Node { get; init; }

    /// <summary>Changes when the machine behind the node is another one: its commands run again.</summary>
    public required Output<string> HostId { get; init; }

    /// <summary>Public address: for SSH, for the API, for visitors.</summary>
    public required Output<string> Address { get; init; }

    /// <summary>User of its SSH sessions; when it is not root, every step becomes root by sudo.</summary>
    public required string SshUser { get; init; }

    /// <summary>How commands reach it, with the host key that must answer.</summary>
    public required Input<Remote.Inputs.ConnectionArgs> Connection { get; init; }

    /// <summary>Its disk for Longhorn; null (default) where the root disk holds everything.</summary>
    public HostDisk? Disk { get; init; }

    /// <summary>What must exist before the first command runs.</summary>
    public required IReadOnlyList<Resource> Ready { get; init; }
}
