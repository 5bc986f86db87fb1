using Infra.Model;

namespace Infra.Cluster;

/// <summary>The connections that a node's own firewall accepts, by address ranges rather than by single nodes.</summary>
public sealed record HostFirewallSettings
{
    /// <summary>The ranges of the cluster's nodes in the private network.</summary>
    public required IReadOnlyList<Cidr> Nodes { get; init; }

    /// <summary>The ranges of its servers, which alone may reach etcd.</summary>
    public required IReadOnlyList<Cidr> Servers { get; init; }

    /// <summary>The pods' addresses.</summary>
    public required Cidr Pods { get; init; }

    /// <summary>The node's address in the private network.</summary>
    public required Ipv4 PrivateAddress { get; init; }

    /// <summary>The overlay network, which decides its port.</summary>
    public required FlannelBackend Backend { get; init; }

    /// <summary>The ranges that may use the Kubernetes API beside nodes and pods.</summary>
    public required IReadOnlyList<Cidr> ApiSources { get; init; }

    /// <summary>The port of SSH; always open, so that no rule locks the operator out.</summary>
    public required int SshPort { get; init; }

    /// <summary>TCP ports open to everyone.</summary>
    public IReadOnlyList<int> PublicTcp { get; init; } = [];

    /// <summary>UDP ports open to everyone.</summary>
    public IReadOnlyList<int> PublicUdp { get; init; } = [];

    /// <summary>TCP ports on which host processes serve metrics, open to the cluster alone.</summary>
    public IReadOnlyList<int> MetricsPorts { get; init; } = [];

    /// <summary>
    /// Whether everything else on the private network is refused too. For hosts of the cluster alone; an existing host may serve others, so
    /// there only the cluster's own ports are guarded.
    /// </summary>
    public required bool Exclusive { get; init; }
}
