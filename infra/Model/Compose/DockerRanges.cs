namespace Infra.Model;

/// <summary>Address ranges that the networks of Docker hosts must not take: containers could not reach them.</summary>
public static class DockerRanges
{
    /// <summary>The ranges of a system, with what uses them, without duplicates.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<(Cidr Range, string Use)> Reserved(SystemSpec system)
    {
        var cluster = system.Cluster;
        var ranges = new List<(Cidr Range, string Use)>
        {
            (cluster.K3s.ClusterCidr, "the pods' range"),
            (cluster.K3s.ServiceCidr, "the services' range"),
        };
        if (cluster.Provider == ClusterProvider.Hetzner)
        {
            ranges.Add((cluster.Network.Cidr, "the private network"));
        }

        foreach (var node in cluster.Nodes)
        {
            Add(node.PrivateIp, $"the node '{node.Name}'");
            Add(node.Address, $"the node '{node.Name}'");
        }

        foreach (var host in system.Compose.Hosts)
        {
            Add(host.Address, $"the Docker host '{host.Name}'");
        }

        return [.. ranges.DistinctBy(static one => one.Range.ToString()).Where(static one => !one.Range.IsIpv6)];

        void Add(object? address, string use)
        {
            if (address?.ToString() is { } text && Ipv4.TryParse(text, out var known))
            {
                ranges.Add((Cidr.Parse($"{known}/32"), use));
            }
        }
    }
}
