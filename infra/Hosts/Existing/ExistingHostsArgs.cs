using Infra.Model;
using Pulumi;

namespace Infra.Hosts;

/// <summary>Inputs of <see cref="ExistingHosts"/>.</summary>
public sealed record ExistingHostsArgs
{
    /// <summary>The cluster the nodes are described in, each with address and host key.</summary>
    public required ClusterSpec Cluster { get; init; }

    /// <summary>Private key whose public half every host's user accepts. A secret.</summary>
    public required Output<string> SshPrivateKey { get; init; }

    /// <summary>Disks for Longhorn alone, by the node's name. Defaults to none.</summary>
    public IReadOnlyList<NodeDiskSpec> Disks { get; init; } = [];

    /// <summary>The folder they are mounted at.</summary>
    public required string DiskPath { get; init; }
}
