using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Compose;

/// <summary>Rules of the machines that Docker hosts are: their addresses and keys, also those of a node on the same machine.</summary>
internal static class MachineRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var host in context.Spec.Compose.Hosts)
        {
            if (host.Managed)
            {
                CheckDocumentation(context, host);
                CheckNode(context, host);
                CheckKey(context, host, keys);
            }
        }
    }

    private static void CheckDocumentation(ValidationContext context, ComposeHostSpec host)
    {
        if (Ipv4.TryParse(host.Address, out var address) && DocumentationRanges.Contains(address))
        {
            context.Warn(
                host,
                "address",
                "the address is reserved for documentation: nothing answers there",
                "set your own host's address and hostKey before pulumi up");
        }
    }

    /// <summary>Checks that no other Docker host is the same machine: each would take down the projects of the other.</summary>
    private static void CheckKey(ValidationContext context, ComposeHostSpec host, Dictionary<string, string> keys)
    {
        if (host.HostKey is { } key && !keys.TryAdd(HostKey.WithoutComment(key), host.Name))
        {
            context.Error(
                host,
                "hostKey",
                $"'{host.Name}' has the host key of '{keys[HostKey.WithoutComment(key)]}': they are one machine, or copies of one",
                "describe the machine once, or give one new keys (rm /etc/ssh/ssh_host_*; ssh-keygen -A; restart ssh)");
        }
    }

    /// <summary>Checks that a machine that is a Docker host and a node has one address and one key in both descriptions.</summary>
    private static void CheckNode(ValidationContext context, ComposeHostSpec host)
    {
        foreach (var node in context.Spec.Cluster.Nodes)
        {
            if (node.HostKey is not { } key || host.HostKey is not { } own)
            {
                continue;
            }

            var sameKey = HostKey.WithoutComment(key) == HostKey.WithoutComment(own);
            var sameAddress = host.Address == node.Address || host.Address == node.PrivateIp.ToString();
            if (sameAddress && !sameKey && host.SshPort == node.SshPort)
            {
                context.Warn(
                    host,
                    "hostKey",
                    $"'{host.Name}' and the node '{node.Name}' are one machine by their address, with two host keys",
                    "write the same key in both: on its console, cat /etc/ssh/ssh_host_ecdsa_key.pub");
            }
            else if (sameKey && !sameAddress)
            {
                context.Warn(
                    host,
                    "address",
                    $"'{host.Name}' has the host key of the node '{node.Name}', and neither of its addresses: what runs there "
                        + "would not be counted together",
                    "write the node's address, or give one of them new keys if they are copies of one machine");
            }
        }
    }
}
