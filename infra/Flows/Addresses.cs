using Infra.Model;

namespace Infra.Flows;

/// <summary>
/// Ends that are addresses, as kube-router sees them, which enforces the policies in k3s: after service addresses are replaced by those of
/// pods, and before packets leave the node.
/// </summary>
public static class Addresses
{
    /// <summary>Port of the Kubernetes API on the servers.</summary>
    public const int ApiPort = 6443;

    private const int Ipv4Bits = 32;
    private const string Everywhere = "0.0.0.0/0";

    // RFC 3927; contains the metadata service of clouds.
    private const string LinkLocal = "169.254.0.0/16";

    // RFC 1918 and 6598.
    private static readonly string[] PrivateRanges = ["10.0.0.0/8", "100.64.0.0/10", LinkLocal, "172.16.0.0/12", "192.168.0.0/16"];

    /// <summary>
    /// The nodes as pods on other nodes see them: a process in a node's own network (Traefik, the API server) reaches another node through
    /// flannel's device, whose address is the first of the node's pod range. The assignment of ranges to nodes is known only at run time,
    /// so all are listed. Without an overlay (host-gw) the nodes' own addresses arrive. kube-router always accepts connections from the
    /// pod's own node (the kubelet's probes).
    /// </summary>
    public static AddressesEnd NodesAsSource(ClusterSpec cluster) => new()
    {
        Name = "nodes",
        Ranges = cluster.K3s.FlannelBackend == FlannelBackend.HostGw ? NodeRanges(cluster) : FirstOfEachNode(cluster.K3s),
    };

    /// <summary>The nodes as pods reach them, by their private addresses.</summary>
    public static AddressesEnd NodesAsTarget(ClusterSpec cluster) => new() { Name = "nodes", Ranges = NodeRanges(cluster) };

    /// <summary>The Kubernetes API, by the private addresses of the servers behind its service address.</summary>
    public static AddressesEnd ApiServer(ClusterSpec cluster) => new()
    {
        Name = "api-server",
        Ranges = cluster.Provider == ClusterProvider.Hetzner ? [cluster.Network.ServerBlock.ToString()] : Single(cluster.Servers()),
    };

    /// <summary>Every public address, without private ranges, the cluster's own ranges and the metadata service.</summary>
    public static AddressesEnd Internet(ClusterSpec cluster) => new()
    {
        Name = "internet",
        Ranges = [Everywhere],
        Except = With([.. PrivateRanges], cluster.Network.Cidr, cluster.K3s.ClusterCidr, cluster.K3s.ServiceCidr),
    };

    /// <summary>
    /// A Docker host. A host with a name instead of an address is any address outside the cluster, limited by the port alone: a policy
    /// knows no names. On the machine of a node, Docker replaces the address of a published port by that of a container before the policies
    /// are asked, so the addresses of Docker's networks are allowed too.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="host">The Docker host.</param>
    public static AddressesEnd DockerHost(ClusterSpec cluster, ComposeHostSpec host)
    {
        var name = $"docker-{host.Name}";
        if ((host.BridgeAddress?.ToString() ?? host.Address) is var at && !Ipv4.TryParse(at, out _))
        {
            return Outside(cluster, name);
        }

        var own = $"{at}/{Ipv4Bits}";
        return new() { Name = name, Ranges = cluster.RunsOn(host) ? [own, host.Engine.Networks.ToString()] : [own] };
    }

    /// <summary>Ports under which policies see a published port: on the machine of a node also that of the container.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="host">The Docker host.</param>
    /// <param name="published">Port of the host.</param>
    /// <param name="target">Port that the container listens on.</param>
    public static IReadOnlyList<FlowPort> DockerPorts(ClusterSpec cluster, ComposeHostSpec host, int published, int target) =>
        published == target || !cluster.RunsOn(host) ? [new(published)] : [new(published), new(target)];

    /// <summary>Every address outside the cluster, private ones too.</summary>
    public static AddressesEnd Outside(ClusterSpec cluster, string name) =>
        new() { Name = name, Ranges = [Everywhere], Except = With([LinkLocal], cluster.K3s.ClusterCidr, cluster.K3s.ServiceCidr) };

    private static string[] FirstOfEachNode(K3sSpec k3s)
    {
        var first = new string[1 << (k3s.NodePrefix - k3s.ClusterCidr.Prefix)];
        for (var range = 0; range < first.Length; range++)
        {
            first[range] = $"{k3s.ClusterCidr.Host(range << (Ipv4Bits - k3s.NodePrefix))}/{Ipv4Bits}";
        }

        return first;
    }

    private static List<string> NodeRanges(ClusterSpec cluster) =>
        cluster.Provider == ClusterProvider.Hetzner ? [cluster.Network.NodeSubnet.ToString()] : Single(cluster.Nodes);

    private static List<string> Single(IEnumerable<NodeSpec> nodes)
    {
        var ranges = new List<string>();
        foreach (var node in nodes)
        {
            ranges.Add($"{node.PrivateIp}/{Ipv4Bits}");
        }

        ranges.Sort(StringComparer.Ordinal);
        return ranges;
    }

    // The cluster's own ranges are usually within the private ones.
    private static List<string> With(List<string> ranges, params Cidr[] own)
    {
        foreach (var range in own)
        {
            if (!ranges.Exists(known => Cidr.Parse(known).Contains(range)))
            {
                ranges.Add(range.ToString());
            }
        }

        return ranges;
    }
}
