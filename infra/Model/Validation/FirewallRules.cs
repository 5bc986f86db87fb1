namespace Infra.Model.Validation;

/// <summary>Who may reach the nodes.</summary>
public static class FirewallRules
{
    private static readonly Cidr[] s_documentation = [Cidr.Parse("192.0.2.0/24"), Cidr.Parse("198.51.100.0/24"), Cidr.Parse("203.0.113.0/24")];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var firewall = context.Spec.Cluster.Firewall;
        CheckSources(context, "sshFrom", "SSH", firewall.SshFrom);
        CheckSources(context, "apiFrom", "the API", firewall.ApiFrom);

        foreach (var range in firewall.Ranges)
        {
            CheckRange(context, range);
        }

        CheckPorts(context, "publicTcp", firewall.PublicTcp);
        CheckPorts(context, "publicUdp", firewall.PublicUdp);
    }

    /// <summary>The address is in a range that is reserved for documentation (RFC 5737): nothing has it.</summary>
    public static bool IsDocumentation(Ipv4 address)
    {
        foreach (var range in s_documentation)
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckSources(ValidationContext context, string key, string what, IReadOnlyList<string> from)
    {
        var firewall = context.Spec.Cluster.Firewall;
        foreach (var name in from)
        {
            context.Resolve(firewall, key, "named range", name, firewall.Ranges);
        }

        if (from.Count == 0 && context.OwnsCluster && IsGuarded(context.Spec.Cluster, key))
        {
            context.Error(firewall, key, $"nobody may use {what}", "name at least the range the program itself runs from");
        }
    }

    /// <summary>The cloud's firewall guards both; a host that exists already has its own alone, which guards the API and never SSH.</summary>
    private static bool IsGuarded(ClusterSpec cluster, string key) => cluster.Provider == ClusterProvider.Hetzner || (key == "apiFrom" && cluster.Firewall.Host);

    private static void CheckPorts(ValidationContext context, string key, IReadOnlyList<int> ports)
    {
        var firewall = context.Spec.Cluster.Firewall;
        foreach (var port in ports)
        {
            if (port is < 1 or > 65535)
            {
                context.Error(firewall, key, $"{port} is no port", "ports are from 1 to 65535");
            }
            else if (key == "publicTcp" && IsPrivate(port))
            {
                context.Error(firewall, key, $"port {port} is open to everyone", port switch
                {
                    22 => "use sshFrom with named ranges",
                    6443 => "use apiFrom with named ranges",
                    _ => "nodes reach each other over the private network; remove it",
                });
            }
        }
    }

    // SSH, the API, etcd, the kubelet: open to everyone, any of them is the end of the cluster.
    private static bool IsPrivate(int port) => port is 22 or 2379 or 2380 or 2381 or 6443 or 10250;

    private static void CheckRange(ValidationContext context, AddressRangeSpec range)
    {
        foreach (var address in range.Addresses)
        {
            if (address.Prefix == 0)
            {
                context.Error(range, "addresses", $"the range '{range.Name}' is everyone ({address})", "name the ranges that need access");
            }
            else if (context.OwnsCluster && s_documentation.Any(documentation => documentation.Overlaps(address)))
            {
                context.Warn(range, "addresses", $"the range '{range.Name}' is {address}, which is reserved for documentation: nobody gets in", "set your own in the stack's infra:overrides before pulumi up");
            }
        }

        if (range.Addresses.Count == 0)
        {
            context.Error(range, "addresses", $"the range '{range.Name}' is empty", "give at least one address range");
        }
    }
}
