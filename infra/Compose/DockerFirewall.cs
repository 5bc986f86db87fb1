using System.Globalization;
using System.Text;
using Infra.Cluster;
using Infra.Model;

namespace Infra.Compose;

/// <summary>
/// The firewall of a Docker host, as a ruleset of nftables: ports of the monitoring agents, and published ports that say who may connect,
/// are closed to others. It looks at packets before Docker redirects them to containers: behind that, a published port passes every
/// firewall of the host (https://docs.docker.com/engine/network/packet-filtering-firewalls/). It is a table of its own, which only drops.
/// </summary>
public static class DockerFirewall
{
    /// <summary>
    /// Name of a stack's firewall on a host. Each stack has one, for several may bring services up on a host: they only drop, so that
    /// together they close what each of them closes.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static string NameOf(SystemSpec system) => $"docker-{system.Stack.Name}";

    /// <summary>Name of a stack's table.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static string TableOf(SystemSpec system) => $"infra_{NameOf(system)}";

    /// <summary>The ruleset of a host, which replaces the former one in one transaction; empty where no port is limited.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static string Of(SystemSpec system, ComposeHostSpec host)
    {
        var ports = host.Firewall ? PortsOf(system, host) : [];
        if (ports.Count == 0)
        {
            return "";
        }

        var (table, always) = (TableOf(system), AlwaysAllowed(system, host));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"table inet {table}\ndelete table inet {table}\ntable inet {table} {{\n");
        NftSets.Add(text, "always", always);
        foreach (var port in ports)
        {
            NftSets.Add(text, SetOf(port), port.From);
        }

        text.Append("""
              chain prerouting {
                type filter hook prerouting priority dstnat - 10; policy accept;
                ct state established,related accept
                iifname "lo" accept
                fib daddr type != local accept

            """);
        NftSets.Allow(text, always, "{0} saddr @always{1} accept");
        foreach (var port in ports)
        {
            NftSets.Allow(text, port.From, $"{{0}} saddr @{SetOf(port)}{{1}} {ProtocolOf(port)} dport {Text(port.Port)} accept");
        }

        foreach (var group in ports.GroupBy(ProtocolOf).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            var all = string.Join(", ", group.Select(static port => port.Port).Order().Select(Text));
            text.Append(CultureInfo.InvariantCulture, $"    {group.Key} dport {{ {all} }} drop\n");
        }

        return text.Append("  }\n}\n").ToString();
    }

    /// <summary>The ports of a host that not everybody may connect to, in the order of protocol and number.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<LimitedPort> PortsOf(SystemSpec system, ComposeHostSpec host)
    {
        var ports = new List<LimitedPort>();
        if (DockerAgents.AreOf(system, host))
        {
            ports.AddRange(DockerAgents.PortsOf(system, host).Select(static one => new LimitedPort(one.Port, PortProtocol.Tcp, [])));
        }

        foreach (var planned in PlannedService.Of(system).Where(planned => planned.Compose.Host == host.Name && planned.Compose.Managed))
        {
            foreach (var port in HostPorts.OfService(planned))
            {
                if (((port.Record as ComposePortSpec)?.From ?? planned.Compose.From) is { } sources)
                {
                    Add(port.Port, port.Protocol, sources);
                }
            }
        }

        return [.. ports.DistinctBy(static port => (port.Protocol, port.Port)).OrderBy(static port => (port.Protocol, port.Port))];

        void Add(int port, PortProtocol protocol, IReadOnlyList<string> from) =>
            ports.Add(new(port, protocol, [.. system.Cluster.Firewall.Resolve(from)]));
    }

    /// <summary>
    /// The nodes that may reach a host from an address which nobody knows before they exist: those of Hetzner, outside their private
    /// network. A described address that is a name is one as well.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<NodeSpec> UnknownNodes(SystemSpec system, ComposeHostSpec host)
    {
        var isInside = Ipv4.TryParse(host.Address, out var address)
            && system.Cluster.NodeRanges().Append(system.Cluster.Network.Cidr).Any(range => range.Contains(address));
        return isInside || system.Cluster.RunsOn(host)
            ? []
            : [.. system.Cluster.Nodes.Where(node => node.Address is { } named
                ? !Ipv4.TryParse(named, out _)
                : system.Cluster.Provider == ClusterProvider.Hetzner)];
    }

    /// <summary>
    /// The addresses that may connect to every port: both of each node, whose addresses pods have outside the cluster; the ranges
    /// that the host names; the pods themselves on the machine of a node; the Docker hosts; and the containers of this host. A host that is
    /// described by a name has no address to allow.
    /// </summary>
    private static List<Cidr> AlwaysAllowed(SystemSpec system, ComposeHostSpec host)
    {
        var ranges = new List<Cidr>(system.Cluster.NodeRanges());
        ranges.AddRange(system.Cluster.Nodes.Where(static node => node.Address is { } named && Ipv4.TryParse(named, out _))
            .Select(static node => Cidr.Parse($"{node.Address}/32")));
        ranges.AddRange(system.Cluster.Firewall.Resolve(host.ClusterFrom));
        if (system.Cluster.RunsOn(host))
        {
            ranges.Add(system.Cluster.K3s.ClusterCidr);
        }

        ranges.AddRange(system.Compose.Hosts.Where(static other => Ipv4.TryParse(other.Address, out _))
            .Select(static other => Cidr.Parse($"{other.Address}/32")));
        ranges.Add(host.Engine.Networks);
        return [.. ranges.DistinctBy(static range => range.ToString())];
    }

    private static string SetOf(LimitedPort port) => $"{ProtocolOf(port)}_{Text(port.Port)}_";

    private static string ProtocolOf(LimitedPort port) => port.Protocol == PortProtocol.Udp ? "udp" : "tcp";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
