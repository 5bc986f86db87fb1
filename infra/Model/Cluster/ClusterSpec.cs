namespace Infra.Model;

/// <summary>The k3s cluster.</summary>
public sealed record ClusterSpec
{
    /// <summary>The user that needs no sudo.</summary>
    public const string Root = "root";

    /// <summary>The cluster's name; prefix of its servers' names at Hetzner. Changing it replaces the servers.</summary>
    [ObjectName(40)]
    public required string Name { get; init; }

    /// <summary>
    /// The environment whose stack owns the cluster, when this one only lives in it as a namespace. Null (default): the
    /// stack owns its cluster. When set, all other settings are those of the owner.
    /// </summary>
    public string? From { get; init; }

    /// <summary>
    /// The stack that owns the cluster, where more than one stack has the environment <see cref="From"/>. Null (default):
    /// the one stack whose config file names that environment.
    /// </summary>
    public string? FromStack { get; init; }

    /// <summary>Where the nodes come from. Defaults to <see cref="ClusterProvider.Hetzner"/>.</summary>
    public ClusterProvider Provider { get; init; }

    /// <summary>k3s itself.</summary>
    public K3sSpec K3s { get; init; } = new();

    /// <summary>The private network.</summary>
    public NetworkSpec Network { get; init; } = new();

    /// <summary>The firewalls before and on every node.</summary>
    public FirewallSpec Firewall { get; init; } = new();

    /// <summary>Hetzner location of the nodes. Defaults to <c>nbg1</c> (Nuremberg).</summary>
    [HetznerLocation]
    public string Location { get; init; } = "nbg1";

    /// <summary>Operating system image of new servers. Defaults to <c>debian-13</c>. Existing servers are never replaced for it.</summary>
    [EntryName]
    public string Image { get; init; } = "debian-13";

    /// <summary>
    /// User of the SSH sessions. Defaults to <c>root</c>. Any other one must be allowed to use sudo without a password; on Hetzner
    /// servers it is made at the first boot, so that a new name counts for servers created after it.
    /// </summary>
    [UserName]
    public string SshUser { get; init; } = Root;

    /// <summary>The nodes, merged by name: removing one never touches its neighbours.</summary>
    public IReadOnlyList<NodeSpec> Nodes { get; init; } = [];

    /// <summary>Private registries and mirrors (<c>registries.yaml</c> on every node).</summary>
    public IReadOnlyList<RegistrySpec> Registries { get; init; } = [];

    /// <summary>The user of a node's SSH sessions.</summary>
    public string SshUserOf(NodeSpec node) => node.SshUser ?? SshUser;

    /// <summary>The nodes that run the control plane and etcd.</summary>
    public IEnumerable<NodeSpec> Servers() => Nodes.Where(node => node.Role == NodeRole.Server);

    /// <summary>
    /// The private addresses at which a joining node looks for a server: the whole block reserved for servers, or the
    /// servers themselves where hosts exist already and no block is reserved.
    /// </summary>
    public IReadOnlyList<Ipv4> ServerAddresses() => Provider == ClusterProvider.ExistingHosts
        ? [.. Servers().Select(node => node.PrivateIp)]
        : Network.ServerBlock.Hosts();

    /// <summary>
    /// The private addresses that nodes have or may get, as ranges, so that no node's firewall names another node: the nodes' subnet,
    /// or, where hosts exist already and no subnet is reserved, the addresses themselves.
    /// </summary>
    public IReadOnlyList<Cidr> NodeRanges() => Provider == ClusterProvider.ExistingHosts
        ? [.. Nodes.Select(node => Cidr.Parse($"{node.PrivateIp}/32"))]
        : [Network.NodeSubnet];

    /// <summary>The same for servers: the block reserved for them, or their addresses.</summary>
    public IReadOnlyList<Cidr> ServerRanges() => Provider == ClusterProvider.ExistingHosts
        ? [.. Servers().Select(node => Cidr.Parse($"{node.PrivateIp}/32"))]
        : [Network.ServerBlock];

    /// <summary>The nodes that only run workloads.</summary>
    public IEnumerable<NodeSpec> Agents() => Nodes.Where(node => node.Role == NodeRole.Agent);
}
