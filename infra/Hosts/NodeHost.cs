using System.Collections.Immutable;
using Infra.Model;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Hosts;

/// <summary>The host of a node: the address, user, key and disk with which the cluster uses it.</summary>
public sealed record NodeHost
{
    /// <summary>The node as described.</summary>
    public required NodeSpec Node { get; init; }

    /// <summary>Id of the machine; when it changes, the commands of the node run again.</summary>
    public required Output<string> HostId { get; init; }

    /// <summary>Public address, for SSH, the API and visitors.</summary>
    public required Output<string> Address { get; init; }

    /// <summary>User of its SSH sessions; when it is not root, every step becomes root by sudo.</summary>
    public required string SshUser { get; init; }

    /// <summary>Its public SSH host key.</summary>
    public required Output<string> HostKey { get; init; }

    /// <summary>The connection of its commands, with the pinned host key.</summary>
    public required Input<Remote.Inputs.ConnectionArgs> Connection { get; init; }

    /// <summary>The host as its steps need it.</summary>
    public SshHost Ssh => new(Node.Name, SshUser, Connection);

    /// <summary>Its disk for Longhorn; null (default) where the root disk holds all data.</summary>
    public HostDisk? Disk { get; init; }

    /// <summary>
    /// Its server at Hetzner as the run leaves it: <c>type</c>, <c>location</c> and <c>placementGroup</c>, for the next run. Null (default)
    /// for an existing host.
    /// </summary>
    public Output<ImmutableDictionary<string, string>>? Server { get; init; }

    /// <summary>
    /// Properties of its server that Hetzner changes only while it is off: when one changes, the node starts again and is waited for. Empty
    /// (default) for an existing host.
    /// </summary>
    public IReadOnlyList<string> SwitchedOffFor { get; init; } = [];

    /// <summary>The resources that must exist before the first command runs.</summary>
    public required IReadOnlyList<Resource> Ready { get; init; }
}
