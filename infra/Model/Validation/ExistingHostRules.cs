namespace Infra.Model.Validation;

/// <summary>Rules of hosts that exist already: each is reachable, and told apart from the others.</summary>
public static class ExistingHostRules
{
    private const int StandardSshPort = 22;

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
        }

        WarnOfFirewall(context, "sshFrom", cluster.Firewall.SshFrom, "close SSH in your own network");
        if (!cluster.Firewall.Host)
        {
            WarnOfFirewall(context, "apiFrom", cluster.Firewall.ApiFrom, "close port 6443 in your own network, or leave firewall.host on");
        }
    }

    private static void CheckAddress(ValidationContext context, NodeSpec node, UniqueWords addresses)
    {
        if (node.Address is not { } address)
        {
            context.Error(node, null, "an existing host has no address", "set address: the name or address by which SSH reaches it");
            return;
        }

        // Several hosts may be behind one address, at ports of their own.
        addresses.Add(node, node.SshPort == StandardSshPort ? address : $"{address}:{node.SshPort}");
        if ((Ipv4.TryParse(address, out var number) && DocumentationRanges.Contains(number))
            || DocumentationRanges.Contains(node.PrivateIp))
        {
            context.Warn(
                node,
                "address",
                "the address is reserved for documentation: nothing answers there",
                "set your own host's address, privateIp and hostKey before pulumi up");
        }
    }

    private static void CheckHostKey(ValidationContext context, NodeSpec node, Dictionary<string, string> hostKeys)
    {
        if (node.HostKey is not { } key)
        {
            context.Error(
                node,
                null,
                "an existing host has no SSH host key",
                "set hostKey, so that no session trusts on first use: on its console, cat /etc/ssh/ssh_host_ecdsa_key.pub");
        }
        else if (!hostKeys.TryAdd(HostKey.WithoutComment(key), node.Name))
        {
            context.Error(
                node,
                "hostKey",
                $"'{node.Name}' has the host key of '{hostKeys[HostKey.WithoutComment(key)]}': they are copies of one machine",
                "give one new keys (rm /etc/ssh/ssh_host_*; ssh-keygen -A; restart ssh) and write its new key here");
        }
    }

    private static void CheckPrivateIp(ValidationContext context, K3sSpec k3s, NodeSpec node)
    {
        if (k3s.ClusterCidr.Contains(node.PrivateIp) || k3s.ServiceCidr.Contains(node.PrivateIp))
        {
            context.Error(
                node,
                "privateIp",
                $"{node.PrivateIp} is inside the ranges of pods and services, {k3s.ClusterCidr} and {k3s.ServiceCidr}",
                "choose ranges apart from your network in k3s.clusterCidr and k3s.serviceCidr");
        }
    }

    private static void WarnOfFirewall(ValidationContext context, string key, IReadOnlyList<string> from, string instead)
    {
        if (from.Count > 0)
        {
            context.Warn(
                context.Spec.Cluster.Firewall,
                key,
                "no cloud firewall stands before hosts that exist already, so this has no effect",
                $"remove it, and {instead}");
        }
    }
}
