namespace Infra.Model.Validation;

/// <summary>Who may reach the nodes.</summary>
public static class FirewallRules
{
    // SSH, the API, etcd, the kubelet: open to everyone, any of them is the end of the cluster.
    private static readonly int[] s_private = [22, 2379, 2380, 2381, 6443, 10250];
    private static readonly Cidr[] s_documentation = [Cidr.Parse("192.0.2.0/24"), Cidr.Parse("198.51.100.0/24"), Cidr.Parse("203.0.113.0/24")];

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var firewall = context.Spec.Cluster.Firewall;
        var names = firewall.Ranges.Select(range => range.Name).ToList();
        foreach (var (key, from) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)[("sshFrom", firewall.SshFrom), ("apiFrom", firewall.ApiFrom)])
        {
            foreach (var name in from)
            {
                context.Resolve(firewall, key, "named range", name, names);
            }

            if (from.Count == 0 && context.OwnsCluster)
            {
                context.Error(firewall, key, $"nobody may use {(key == "sshFrom" ? "SSH" : "the API")}", "name at least the range the program itself runs from");
            }
        }

        foreach (var range in firewall.Ranges)
        {
            CheckRange(context, range);
        }

        foreach (var port in firewall.PublicTcp.Intersect(s_private))
        {
            context.Error(firewall, "publicTcp", $"port {port} is open to everyone", port switch
            {
                22 => "use sshFrom with named ranges",
                6443 => "use apiFrom with named ranges",
                _ => "nodes reach each other over the private network; remove it",
            });
        }

        foreach (var (key, ports) in (ReadOnlySpan<(string, IReadOnlyList<int>)>)[("publicTcp", firewall.PublicTcp), ("publicUdp", firewall.PublicUdp)])
        {
            foreach (var port in ports.Where(port => port is < 1 or > 65535))
            {
                context.Error(firewall, key, $"{port} is no port", "ports are from 1 to 65535");
            }
        }
    }

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
