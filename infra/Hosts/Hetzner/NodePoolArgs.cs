using Infra.Model;
using Pulumi;

namespace Infra.Hosts;

/// <summary>Inputs of a <see cref="NodePool"/>.</summary>
public sealed record NodePoolArgs
{
    /// <summary>The cluster the nodes are described in: nodes, location, image, SSH user.</summary>
    public required ClusterSpec Cluster { get; init; }

    /// <summary>Subnet the nodes attach to.</summary>
    public required Input<string> SubnetId { get; init; }

    /// <summary>Firewall before every node.</summary>
    public required Input<int> FirewallId { get; init; }

    /// <summary>Block volumes of the nodes, by the node's name; nodes without one have their root disk alone.</summary>
    public IReadOnlyList<NodeDiskSpec> Disks { get; init; } = [];

    /// <summary>Where the nodes mount them.</summary>
    public string DiskPath { get; init; } = "/var/lib/longhorn";

    /// <summary>Labels of everything in the pool.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses deletion and rebuild, here and at Hetzner.</summary>
    public bool Protect { get; init; }
}
