namespace Infra.Model;

/// <summary>The k3s cluster.</summary>
[OnlyWith(nameof(FromStack), nameof(From))]
public sealed record ClusterSpec
{
    /// <summary>User that does not need sudo.</summary>
    public const string Root = "root";

    /// <summary>Name of the cluster; prefix of the names of its Hetzner servers. Changing it replaces the servers.</summary>
    [ObjectName(40)]
    public required string Name { get; init; }

    /// <summary>
    /// Environment whose stack owns the cluster, when this environment only uses a namespace in it. Null (default) when the stack owns its
    /// cluster. When set, all other settings of the cluster come from the owner.
    /// </summary>
    public string? From { get; init; }

    /// <summary>
    /// Stack that owns the cluster, when more than one stack has the environment <see cref="From"/>. Null (default) for the only stack
    /// whose config file names that environment.
    /// </summary>
    public string? FromStack { get; init; }

    /// <summary>Origin of the nodes. Defaults to <see cref="ClusterProvider.Hetzner"/>.</summary>
    public ClusterProvider Provider { get; init; }

    /// <summary>Installation and configuration of k3s.</summary>
    public K3sSpec K3s { get; init; } = new();

    /// <summary>Private network of the nodes.</summary>
    public NetworkSpec Network { get; init; } = new();

    /// <summary>Cloud firewall and host firewall of the nodes.</summary>
    public FirewallSpec Firewall { get; init; } = new();

    /// <summary>
    /// Hetzner location of the nodes. Defaults to <c>nbg1</c> (Nuremberg). It cannot be changed while nodes without a location of their own
    /// exist.
    /// </summary>
    [HetznerLocation]
    public string Location { get; init; } = "nbg1";

    /// <summary>
    /// Operating system image of new servers. Defaults to <c>debian-13</c>. Changing it does not replace existing servers.
    /// </summary>
    [EntryName]
    public string Image { get; init; } = "debian-13";

    /// <summary>
    /// User of the SSH sessions. Defaults to <c>root</c>. Any other user needs sudo without a password. On Hetzner servers the user is
    /// created at the first boot, so a new name applies only to servers created later.
    /// </summary>
    [UserName]
    public string SshUser { get; init; } = Root;

    /// <summary>Nodes, merged by name: removing one does not affect the others.</summary>
    public IReadOnlyList<NodeSpec> Nodes { get; init; } = [];

    /// <summary>Private registries and mirrors (<c>registries.yaml</c> on every node).</summary>
    public IReadOnlyList<RegistrySpec> Registries { get; init; } = [];

    /// <summary>The setting that names the owner of a guest's cluster, for messages about the owner.</summary>
    public string OwnerSetting() => FromStack is null ? "from" : "fromStack";

    /// <summary>User of a node's SSH sessions.</summary>
    public string SshUserOf(NodeSpec node) => node.SshUser ?? SshUser;

    /// <summary>Hetzner location of a node: its own or the cluster's.</summary>
    public string LocationOf(NodeSpec node) => node.Location ?? Location;

    /// <summary>Nodes that run the control plane and etcd.</summary>
    public IEnumerable<NodeSpec> Servers() => Nodes.Where(node => node.Role == NodeRole.Server);

    /// <summary>
    /// Private addresses at which a joining node looks for a server: the whole block reserved for servers, or, for existing hosts without a
    /// reserved block, the addresses of the servers.
    /// </summary>
    public IReadOnlyList<Ipv4> ServerAddresses() => Provider == ClusterProvider.ExistingHosts
        ? [.. Servers().Select(node => node.PrivateIp)]
        : Network.ServerBlock.Hosts();

    /// <summary>
    /// Private address ranges of present and future nodes, so that no node's firewall lists other nodes: the subnet of the nodes, or, for
    /// existing hosts without a reserved subnet, the addresses of the nodes.
    /// </summary>
    public IReadOnlyList<Cidr> NodeRanges() => Provider == ClusterProvider.ExistingHosts
        ? [.. Nodes.Select(node => Cidr.Parse($"{node.PrivateIp}/32"))]
        : [Network.NodeSubnet];

    /// <summary>Private address ranges of present and future servers: the block reserved for them, or their addresses.</summary>
    public IReadOnlyList<Cidr> ServerRanges() => Provider == ClusterProvider.ExistingHosts
        ? [.. Servers().Select(node => Cidr.Parse($"{node.PrivateIp}/32"))]
        : [Network.ServerBlock];

    /// <summary>
    /// The node that runs on the same machine as a Docker host: the one with an address of the host, or, where the host has the address of
    /// a bridge, the only node. Null for none.
    /// </summary>
    /// <param name="host">The Docker host.</param>
    public NodeSpec? NodeOn(ComposeHostSpec host) =>
        Nodes.FirstOrDefault(node => host.Address == node.Address || host.Address == $"{node.PrivateIp}")
        ?? (host.BridgeAddress is not null && Nodes is [var only] ? only : null);

    /// <summary>Whether a node runs on the same machine as a Docker host.</summary>
    /// <param name="host">The Docker host.</param>
    public bool RunsOn(ComposeHostSpec host) => host.BridgeAddress is not null || NodeOn(host) is not null;

    /// <summary>Nodes that only run workloads.</summary>
    public IEnumerable<NodeSpec> Agents() => Nodes.Where(node => node.Role == NodeRole.Agent);

    /// <summary>Nodes that a pod of an app or a database may run on.</summary>
    /// <param name="labels">The labels the pod asks for.</param>
    /// <param name="controlPlane">Whether the pod tolerates the control plane's taint.</param>
    public IReadOnlyList<NodeSpec> NodesFor(IReadOnlyDictionary<string, string> labels, bool controlPlane = false)
    {
        var nodes = new List<NodeSpec>();
        foreach (var node in Nodes)
        {
            if (node.Takes(labels, controlPlane))
            {
                nodes.Add(node);
            }
        }

        return nodes;
    }
}
