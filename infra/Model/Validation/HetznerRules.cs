namespace Infra.Model.Validation;

/// <summary>Rules of servers at Hetzner: locations, server types, and how many servers a network and a placement group hold.</summary>
public static class HetznerRules
{
    private const int SshPort = 22;

    /// <summary>Most servers in a placement group. Source: https://docs.hetzner.com/cloud/placement-groups/overview.</summary>
    private const int ServersInAGroup = 10;

    /// <summary>Most servers in a network. Source: https://docs.hetzner.com/cloud/networks/overview.</summary>
    private const int ServersInANetwork = 100;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var cluster = context.Spec.Cluster;
        if (cluster.Provider != ClusterProvider.Hetzner)
        {
            return;
        }

        CheckZone(context, cluster, cluster.Location);
        foreach (var node in cluster.Nodes)
        {
            CheckNode(context, cluster, node);
        }

        WarnOfArm(context, cluster);
        CheckNetwork(context, cluster);
        CheckGroups(context, cluster);
    }

    private static void CheckNode(ValidationContext context, ClusterSpec cluster, NodeSpec node)
    {
        if (node.Location is { } location)
        {
            CheckZone(context, node, location);
        }

        if (!node.ServerTypeUnlisted
            && HetznerLocation.Find(cluster.LocationOf(node)) is { } place
            && place.Zone == cluster.Network.Zone)
        {
            CheckServerType(context, node, place);
        }

        RefuseOwn(context, node, "address", node.Address);
        RefuseOwn(context, node, "hostKey", node.HostKey);
        if (node.SshPort != SshPort)
        {
            context.Error(
                node,
                "sshPort",
                $"the sshd of a new server listens on port {SshPort}, not {node.SshPort}",
                $"remove it; the firewall opens {SshPort} to the ranges of sshFrom alone");
        }
    }

    /// <summary>Refuses a setting of hosts that exist already, which a server at Hetzner gets when it is created.</summary>
    private static void RefuseOwn(ValidationContext context, NodeSpec node, string key, string? value)
    {
        if (value is not null)
        {
            context.Error(
                node,
                key,
                $"a server at Hetzner gets its {(key == "address" ? "public address" : "host key")} when it is created",
                "remove it, or set cluster.provider: existingHosts");
        }
    }

    private static void CheckZone(ValidationContext context, object record, string name)
    {
        var network = context.Spec.Cluster.Network;
        if (HetznerLocation.Find(name) is { } location && location.Zone != network.Zone)
        {
            context.Error(
                record,
                "location",
                $"'{name}' is in the network zone {location.Zone}, the network in {network.Zone}",
                $"set network.zone to {location.Zone}, or choose a location in {network.Zone}");
        }
    }

    private static void CheckServerType(ValidationContext context, NodeSpec node, HetznerLocation location)
    {
        var sold = HetznerServerType.SoldIn(location.Zone);
        if (HetznerServerType.Find(node.ServerType) is not { } type)
        {
            context.Error(
                node,
                "serverType",
                $"'{node.ServerType}' is not a known server type of Hetzner",
                $"{Loading.Hint.For(node.ServerType, sold)}; if Hetzner has it since, set serverTypeUnlisted: true");
        }
        else if (type.Zones.Count == 0)
        {
            context.Error(
                node,
                "serverType",
                $"Hetzner no longer sells {type.Name}",
                $"choose {Alternatives(type, sold)}; if the server exists already, set serverTypeUnlisted: true");
        }
        else if (!type.Zones.Contains(location.Zone))
        {
            context.Error(
                node,
                "serverType",
                $"Hetzner does not sell {type.Name} in {location.Name}",
                $"choose {Alternatives(type, sold)}, or another location; if the server exists already, set serverTypeUnlisted: true");
        }
    }

    /// <summary>Names of sold types with at least the cores and the memory of another; of all sold types where none is as large.</summary>
    private static string Alternatives(HetznerServerType type, IReadOnlyList<string> sold)
    {
        string[] larger = [.. sold.Where(name => HetznerServerType.Find(name) is { } other && other.IsAtLeast(type))];
        return string.Join(", ", larger.Length > 0 ? larger : sold);
    }

    /// <summary>
    /// Warns of nodes with another architecture than most images are built for. k3s itself is downloaded for each node's architecture.
    /// </summary>
    private static void WarnOfArm(ValidationContext context, ClusterSpec cluster)
    {
        if (context.OwnsCluster
            && cluster.Nodes.FirstOrDefault(node => HetznerServerType.Find(node.ServerType) is { IsArm: true }) is { } arm)
        {
            context.Warn(
                arm,
                "serverType",
                $"{arm.ServerType} has ARM64 processors: a pod whose image is built for AMD64 alone fails on them",
                "use images for linux/arm64; lead pods without one to other nodes by nodeLabels");
        }
    }

    private static void CheckNetwork(ValidationContext context, ClusterSpec cluster)
    {
        if (cluster.Nodes.Count > ServersInANetwork)
        {
            context.Error(
                cluster,
                "nodes",
                $"the cluster has {cluster.Nodes.Count} nodes, and a network of Hetzner holds {ServersInANetwork} servers",
                "choose fewer, larger nodes, or divide the system into several clusters");
        }
    }

    private static void CheckGroups(ValidationContext context, ClusterSpec cluster)
    {
        foreach (var group in cluster.Nodes.GroupBy(node => node.PlacementGroup))
        {
            if (group.Count() > ServersInAGroup)
            {
                context.Error(
                    cluster,
                    "nodes",
                    $"{group.Count()} nodes are in the placement group '{group.Key}', and one of Hetzner holds {ServersInAGroup} servers",
                    $"give some of them another placementGroup, e.g. {group.Key}-2; leave nodes together that must be on different hosts");
            }
        }
    }
}
