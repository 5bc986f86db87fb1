using System.Globalization;

namespace Infra.Model.Validation;

/// <summary>Hosts that exist already: how they are reached and told apart.</summary>
public static class ExistingHostRules
{
    private const int UserLimit = 32;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var cluster = context.Spec.Cluster;
        if (cluster.Provider != ClusterProvider.ExistingHosts)
        {
            return;
        }

        var hostKeys = new Dictionary<string, string>(StringComparer.Ordinal);
        var addresses = new UniqueWords(context, "address", "address");
        foreach (var node in cluster.Nodes)
        {
            CheckAddress(context, node, addresses);
            CheckHostKey(context, node, hostKeys);
            CheckPrivateIp(context, cluster.K3s, node);
            if (node.SshPort is < 1 or > 65535)
            {
                context.Error(node, "sshPort", $"{node.SshPort} is no port", "ports are from 1 to 65535");
            }
        }

        WarnOfFirewall(context, "sshFrom", cluster.Firewall.SshFrom, "close SSH in your own network");
        if (!cluster.Firewall.Host)
        {
            WarnOfFirewall(context, "apiFrom", cluster.Firewall.ApiFrom, "close port 6443 in your own network, or leave firewall.host on");
        }
    }

    /// <summary>A user name as Debian and Ubuntu take it; it stands in commands and in sudo's settings.</summary>
    public static bool IsUser(string text)
    {
        if (text.Length is 0 or > UserLimit || !(char.IsAsciiLetterLower(text[0]) || text[0] == '_'))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckAddress(ValidationContext context, NodeSpec node, UniqueWords addresses)
    {
        if (node.Address is not { } address)
        {
            context.Error(node, null, $"'{node.Name}' has no address", "an existing host needs address: the name or address SSH reaches it by");
            return;
        }

        if (!Ipv4.TryParse(address, out var number) && (!ObjectName.IsDnsName(address) || LooksNumeric(address)))
        {
            context.Error(node, "address", $"'{address}' is neither a host name nor an IPv4 address", "write it without user, port and protocol; the port is sshPort, the user sshUser");
        }

        // Several hosts may be behind one address, at ports of their own.
        addresses.Add(node, node.SshPort == 22 ? address : $"{address}:{node.SshPort}");
        if ((number is not null && FirewallRules.IsDocumentation(number)) || FirewallRules.IsDocumentation(node.PrivateIp))
        {
            context.Warn(node, "address", $"'{node.Name}' has an address that is reserved for documentation: nothing answers there", "set your own host's address, privateIp and hostKey before pulumi up");
        }
    }

    // A last part of digits is never a host name's (RFC 1123, 2.1): it is an address with a mistake.
    private static bool LooksNumeric(string address) => uint.TryParse(address[(address.LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static void CheckHostKey(ValidationContext context, NodeSpec node, Dictionary<string, string> hostKeys)
    {
        if (node.HostKey is not { } key)
        {
            context.Error(node, null, $"'{node.Name}' has no SSH host key", "an existing host needs hostKey, so that no session trusts on first use: on its console, cat /etc/ssh/ssh_host_ecdsa_key.pub");
            return;
        }

        if (!HostKey.IsValid(key))
        {
            context.Error(node, "hostKey", $"the host key of '{node.Name}' is no public key", "write it as in the host's /etc/ssh/ssh_host_ecdsa_key.pub: the type and the base64 text, all of it; not a fingerprint, not the private key");
        }
        else if (!hostKeys.TryAdd(HostKey.WithoutComment(key), node.Name))
        {
            context.Error(node, "hostKey", $"'{node.Name}' has the same host key as '{hostKeys[HostKey.WithoutComment(key)]}'", "they are copies of one machine: give one new keys (rm /etc/ssh/ssh_host_*; ssh-keygen -A; restart ssh) and write its new key here");
        }
    }

    private static void CheckPrivateIp(ValidationContext context, K3sSpec k3s, NodeSpec node)
    {
        if (k3s.ClusterCidr.Contains(node.PrivateIp) || k3s.ServiceCidr.Contains(node.PrivateIp))
        {
            context.Error(node, "privateIp", $"{node.PrivateIp} is inside the ranges of pods and services, {k3s.ClusterCidr} and {k3s.ServiceCidr}", "choose ranges apart from your network in k3s.clusterCidr and k3s.serviceCidr");
        }
    }

    private static void WarnOfFirewall(ValidationContext context, string key, IReadOnlyList<string> from, string instead)
    {
        if (from.Count > 0)
        {
            context.Warn(context.Spec.Cluster.Firewall, key, $"no cloud firewall stands before hosts that exist already: {key} has no effect", $"remove it, and {instead}");
        }
    }
}
