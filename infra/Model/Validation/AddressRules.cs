namespace Infra.Model.Validation;

/// <summary>Address ranges: apart from each other, and nodes inside theirs.</summary>
public static class AddressRules
{
    /// <summary>Most shares of the pods' range, as a power of two: the policies list one address of each.</summary>
    private const int MostShares = 8;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var cluster = context.Spec.Cluster;
        var k3s = cluster.K3s;
        if (k3s.ClusterCidr.IsIpv6
            || k3s.ServiceCidr.IsIpv6
            || cluster.Network.Cidr.IsIpv6
            || cluster.Network.NodeSubnet.IsIpv6
            || cluster.Network.ServerBlock.IsIpv6)
        {
            // Refused where they are read.
            return;
        }

        var uses = new List<Use>(3);
        if (cluster.Provider == ClusterProvider.Hetzner)
        {
            uses.Add(new(cluster.Network, "cidr", "the private network", cluster.Network.Cidr));
        }

        uses.AddRange(
        [
            new(k3s, "clusterCidr", "the pods' range", k3s.ClusterCidr),
            new(k3s, "serviceCidr", "the services' range", k3s.ServiceCidr),
        ]);
        foreach (var use in uses)
        {
            if (!PrivateRanges.Contain(use.Range))
            {
                context.Error(
                    use.Record,
                    use.Key,
                    $"{use.What} {use.Range} is not in the ranges of private networks",
                    "choose a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16; public addresses in it could not be reached");
            }
        }

        foreach (var pair in RangeOverlap.Among([.. uses.Select(use => use.Range)]))
        {
            var (first, second) = (uses[pair.First], uses[pair.Second]);
            context.Error(
                second.Record,
                second.Key,
                $"{second.What} {second.Range} overlaps {first.What} {first.Range}",
                "choose ranges that are apart, e.g. 10.0.0.0/16, 10.42.0.0/16 and 10.43.0.0/16");
        }

        if (!k3s.ServiceCidr.Contains(k3s.ClusterDns))
        {
            context.Error(
                k3s,
                "clusterDns",
                $"the DNS address {k3s.ClusterDns} is outside the services' range {k3s.ServiceCidr}",
                "the tenth address of the range is usual");
        }
        else if (!k3s.IsForService(k3s.ClusterDns))
        {
            context.Error(
                k3s,
                "clusterDns",
                $"{k3s.ClusterDns} is the first or last address of {k3s.ServiceCidr} or the one of the service kubernetes",
                "the tenth address of the range is usual");
        }

        var shares = k3s.NodePrefix - k3s.ClusterCidr.Prefix;
        if (shares < 0 || shares > MostShares || cluster.Nodes.Count > 1 << shares)
        {
            context.Error(
                k3s,
                "nodePrefix",
                $"shares of /{k3s.NodePrefix} of the pods' range {k3s.ClusterCidr} do not fit {cluster.Nodes.Count} nodes",
                $"choose a prefix that gives each node a share and makes at most {1 << MostShares} of them");
        }

        if (cluster.Provider == ClusterProvider.Hetzner)
        {
            CheckNodes(context, cluster);
        }
    }

    private static void CheckNodes(ValidationContext context, ClusterSpec cluster)
    {
        var network = cluster.Network;
        if (!network.Cidr.Contains(network.NodeSubnet))
        {
            context.Error(
                network,
                "nodeSubnet",
                $"the nodes' subnet {network.NodeSubnet} is outside the network {network.Cidr}",
                "choose a part of the network");
        }

        if (!network.NodeSubnet.Contains(network.ServerBlock) || network.ServerBlock.Prefix is < 24 or > 29)
        {
            context.Error(
                network,
                "serverBlock",
                $"{network.ServerBlock} is no block for servers in {network.NodeSubnet}",
                "use a part of the nodes' subnet of /24 to /29, e.g. its first /28; every joining node asks each of its addresses");
        }

        foreach (var node in cluster.Servers().Where(node =>
            network.IsForNode(node.PrivateIp) && !network.ServerBlock.Contains(node.PrivateIp)))
        {
            context.Error(
                node,
                "privateIp",
                $"{node.PrivateIp} is outside the servers' block {network.ServerBlock}",
                "give a server an address of the block: that is where joining nodes look for it");
        }

        foreach (var node in cluster.Nodes.Where(node =>
            node.Role == NodeRole.Agent && network.IsForNode(node.PrivateIp) && network.ServerBlock.Contains(node.PrivateIp)))
        {
            context.Error(
                node,
                "privateIp",
                $"{node.PrivateIp} of an agent is inside the servers' block {network.ServerBlock}",
                "give an agent an address outside of the block: its addresses may reach etcd, and joining nodes look for a server there");
        }

        foreach (var node in cluster.Nodes.Where(node => !network.IsForNode(node.PrivateIp)))
        {
            context.Error(
                node,
                "privateIp",
                $"{node.PrivateIp} is no address a node can have in {network.NodeSubnet}",
                "use one inside the subnet; its first two (network, gateway) and its last are taken");
        }
    }

    private sealed record Use(object Record, string Key, string What, Cidr Range);
}
