namespace Infra.Model.Validation;

/// <summary>Rules of who may reach the nodes.</summary>
public static class FirewallRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var cluster = context.Spec.Cluster;
        var firewall = cluster.Firewall;
        if (context.OwnsCluster)
        {
            CheckSources(context, "sshFrom", "SSH", firewall.SshFrom, cluster.Provider == ClusterProvider.Hetzner);
            CheckSources(context, "apiFrom", "the API", firewall.ApiFrom, cluster.Provider == ClusterProvider.Hetzner || firewall.Host);
            foreach (var range in firewall.Ranges)
            {
                CheckRange(context, range);
            }
        }

        foreach (var port in firewall.PublicTcp)
        {
            CheckPublicPort(context, port);
        }

        foreach (var port in firewall.PublicUdp.Where(port => NodePorts.IsPodNetwork(port, cluster.K3s.FlannelBackend)))
        {
            context.Error(
                firewall,
                "publicUdp",
                $"port {port} of the pod network is open to everyone",
                "remove it: nodes reach each other over the private network");
        }
    }

    /// <summary>The cloud's firewall guards both; on a host that exists already the program's own guards the API and never SSH.</summary>
    private static void CheckSources(ValidationContext context, string key, string service, IReadOnlyList<string> from, bool isGuarded)
    {
        if (from.Count == 0 && isGuarded)
        {
            context.Error(
                context.Spec.Cluster.Firewall, key, $"nobody may use {service}", "name at least the range the program itself runs from");
        }
    }

    private static void CheckRange(ValidationContext context, AddressRangeSpec range)
    {
        if (range.Addresses.FirstOrDefault(address => address.Prefix > 0 && DocumentationRanges.Overlaps(address)) is { } reserved)
        {
            context.Warn(
                range,
                "addresses",
                $"the range '{range.Name}' is {reserved}, which is reserved for documentation: nobody gets in",
                "set your own under cluster.firewall.ranges, in the system's file or in the stack's infra:overrides, before pulumi up");
        }
    }

    // Open to everyone, any of SSH, the API, etcd and the kubelet gives the cluster away.
    private static void CheckPublicPort(ValidationContext context, int port)
    {
        if (port < NodePortAttribute.FirstPort && NodePorts.TcpUser(port) is { } user)
        {
            context.Error(context.Spec.Cluster.Firewall, "publicTcp", $"port {port} of {user} is open to everyone", port switch
            {
                22 => "use sshFrom with named ranges",
                6443 => "use apiFrom with named ranges",
                _ => "remove it: nodes reach each other over the private network",
            });
        }
    }
}
