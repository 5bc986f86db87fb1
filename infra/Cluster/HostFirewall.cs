using System.Globalization;
using System.Text;
using Infra.Model;

namespace Infra.Cluster;

/// <summary>
/// A node's own firewall, as a ruleset of nftables: it opens the cluster's ports to the cluster's nodes only, and closes to pods the
/// metadata service of the cloud, which serves the node's first-boot data with its SSH host key. It is a table of its own before those of
/// k3s (kube-proxy, flannel, network policies), which may still refuse what it accepts. Forwarded traffic, of pods and services, passes,
/// except to the metadata service.
/// </summary>
public static class HostFirewall
{
    /// <summary>Port of the node exporter's metrics.</summary>
    public const int NodeExporterPort = 9100;

    /// <summary>The link-local address of the metadata service, of Hetzner and most clouds.</summary>
    public const string MetadataAddress = "169.254.169.254";

    private const string Refusal = "reject with icmp type admin-prohibited";

    /// <summary>The settings of a node of a described cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="node">The node.</param>
    /// <param name="metricsPorts">TCP ports on which host processes serve metrics.</param>
    public static HostFirewallSettings SettingsOf(ClusterSpec cluster, NodeSpec node, IReadOnlyList<int> metricsPorts) => new()
    {
        Nodes = cluster.NodeRanges(),
        Servers = cluster.ServerRanges(),
        Pods = cluster.K3s.ClusterCidr,
        PrivateAddress = node.PrivateIp,
        Backend = cluster.K3s.FlannelBackend,
        ApiSources = [.. cluster.Firewall.ApiSources()],
        SshPort = node.SshPort,
        PublicTcp = cluster.Firewall.PublicTcp,
        PublicUdp = cluster.Firewall.PublicUdp,
        MetricsPorts = cluster.Provider == ClusterProvider.Hetzner ? metricsPorts : Without(metricsPorts, NodeExporterPort),
        Exclusive = cluster.Provider == ClusterProvider.Hetzner,
    };

    // An existing host may run a node exporter for other clients, which the rule would lock out.
    private static List<int> Without(IReadOnlyList<int> ports, int left)
    {
        var others = new List<int>(ports.Count);
        foreach (var port in ports)
        {
            if (port != left)
            {
                others.Add(port);
            }
        }

        return others;
    }

    /// <summary>
    /// The ruleset. It replaces the former ruleset in one transaction. The name of the interface with the private address, which only the
    /// node knows, is the definition <c>private</c>, which the node writes in front of it.
    /// </summary>
    public static string Render(HostFirewallSettings settings)
    {
        var text = new StringBuilder();
        text.Append("table inet infra\ndelete table inet infra\ntable inet infra {\n");
        NftSets.Add(text, "nodes", settings.Nodes);
        NftSets.Add(text, "servers", settings.Servers);
        NftSets.Add(text, "pods", [settings.Pods]);
        NftSets.Add(text, "operators", settings.ApiSources);
        AddInput(text, settings);
        text.Append(CultureInfo.InvariantCulture, $$"""
              chain forward {
                type filter hook forward priority filter - 10; policy accept;
                ip daddr {{MetadataAddress}} {{Refusal}}
              }
              # The host itself keeps it: cloud-init runs as root. Pods in the host's network do not, unless they are root.
              chain output {
                type filter hook output priority filter - 10; policy accept;
                ip daddr {{MetadataAddress}} meta skuid != 0 {{Refusal}}
              }
            }

            """);
        return text.ToString();
    }

    private static void AddInput(StringBuilder text, HostFirewallSettings settings)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""
              chain input {
                type filter hook input priority filter - 10; policy accept;
                ct state established,related accept
                iifname "lo" accept
                tcp dport {{settings.SshPort}} accept

            """);
        NftSets.Allow(text, [settings.Pods], "iifname { \"cni0\", \"flannel.1\", \"flannel-wg\" } {0} saddr @pods{1} accept");
        var overlay = OverlayPort(settings.Backend);
        if (overlay.Length > 0)
        {
            NftSets.Allow(text, settings.Nodes, $"{{0}} saddr @nodes{{1}} udp dport {overlay} accept");
        }

        NftSets.Allow(text, settings.Servers, "{0} saddr @servers{1} tcp dport 2379-2380 accept");
        NftSets.Allow(text, settings.Nodes, $"{{0}} saddr @nodes{{1}} tcp dport {{ {NodePorts(settings)} }} accept");
        NftSets.Allow(text, settings.ApiSources, "{0} saddr @operators{1} tcp dport 6443 accept");
        text.Append(CultureInfo.InvariantCulture, $"    tcp dport {{ 2379-2380, {NodePorts(settings)} }} drop\n");
        if (overlay.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    udp dport {overlay} drop\n");
        }

        if (!settings.Exclusive)
        {
            text.Append("  }\n");
            return;
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"    iifname $private goto private_network\n    ip daddr {settings.PrivateAddress} goto private_network\n  }}\n");
        text.Append("  chain private_network {\n    meta l4proto { icmp, ipv6-icmp } accept\n    udp sport 67 udp dport 68 accept\n");
        AddPublic(text, "tcp", settings.PublicTcp);
        AddPublic(text, "udp", settings.PublicUdp);
        text.Append("    drop\n  }\n");
    }

    private static void AddPublic(StringBuilder text, string protocol, IReadOnlyList<int> ports)
    {
        if (ports.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {protocol} dport {{ {Join(ports)} }} accept\n");
        }
    }

    /// <summary>
    /// TCP ports of nodes for the other nodes and for pods: the API, etcd's metrics, the kubelet, metrics of host processes.
    /// </summary>
    private static string NodePorts(HostFirewallSettings settings) =>
        settings.MetricsPorts.Count == 0 ? "2381, 6443, 10250" : $"2381, 6443, 10250, {Join(settings.MetricsPorts)}";

    private static string OverlayPort(FlannelBackend backend) => backend switch
    {
        FlannelBackend.Vxlan => "8472",
        FlannelBackend.WireguardNative => "51820-51821",
        _ => "",
    };

    private static string Join(IReadOnlyList<int> ports)
    {
        var text = new StringBuilder();
        foreach (var port in ports)
        {
            text.Append(text.Length > 0 ? ", " : "").Append(port.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
