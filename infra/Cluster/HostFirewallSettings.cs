using Infra.Model;

namespace Infra.Cluster;

/// <summary>What a node's own firewall lets through. Ranges, never single neighbours, wherever there are ranges.</summary>
public sealed record HostFirewallSettings
{
    /// <summary>Where the cluster's nodes are, in the private network.</summary>
    public required IReadOnlyList<Cidr> Nodes { get; init; }

    /// <summary>Where its servers are; the only ones that may reach etcd.</summary>
    public required IReadOnlyList<Cidr> Servers { get; init; }

    /// <summary>The pods' addresses.</summary>
    public required Cidr Pods { get; init; }

    /// <summary>The node's address in the private network.</summary>
    public required Ipv4 PrivateAddress { get; init; }

    /// <summary>The overlay; each has a port of its own.</summary>
    public required FlannelBackend Backend { get; init; }

    /// <summary>Who may use the Kubernetes API beside nodes and pods.</summary>
    public required IReadOnlyList<Cidr> ApiSources { get; init; }

    /// <summary>The port of SSH; open always, so that no rule locks the operator out.</summary>
    public required int SshPort { get; init; }

    /// <summary>TCP ports open to everyone.</summary>
    public IReadOnlyList<int> PublicTcp { get; init; } = [];

    /// <summary>UDP ports open to everyone.</summary>
    public IReadOnlyList<int> PublicUdp { get; init; } = [];

    /// <summary>TCP ports where host processes serve their metrics, for the cluster alone.</summary>
    public IReadOnlyList<int> MetricsPorts { get; init; } = [];

    /// <summary>
    /// Everything else on the private network is refused too. For hosts that are the cluster's alone; a host that exists already
    /// may serve others, and there only the cluster's own ports are guarded.
    /// </summary>
    public required bool Exclusive { get; init; }
}
