using Infra.Model;
using HCloud = Pulumi.HCloud;

namespace Infra.Hosts;

/// <summary>The hosts of a cluster at Hetzner, with their network and their firewall.</summary>
public static class HetznerHosts
{
    /// <summary>Creates them.</summary>
    /// <param name="context">The stack's context.</param>
    public static NodePool Create(StackContext context)
    {
        var hetzner = context.With(new HCloud.Provider("hetzner", new() { Token = context.ConfigSecret(SecretKeys.HetznerToken) }));
        var network = new Network("network", hetzner);
        var firewall = new Firewall("firewall", hetzner);
        return new("nodes", new() { SubnetId = network.SubnetId, FirewallId = firewall.FirewallId }, hetzner);
    }
}
