namespace Infra.Model;

/// <summary>Private network at Hetzner.</summary>
public sealed record NetworkSpec
{
    /// <summary>Address range of the whole network. Defaults to <c>10.0.0.0/16</c>. Changing it replaces the network.</summary>
    [Ipv4Range]
    public Cidr Cidr { get; init; } = Cidr.Parse("10.0.0.0/16");

    /// <summary>Subnet of the nodes. Defaults to <c>10.0.1.0/24</c>. Changing it replaces the subnet.</summary>
    [Ipv4Range]
    public Cidr NodeSubnet { get; init; } = Cidr.Parse("10.0.1.0/24");

    /// <summary>
    /// Address range in <see cref="NodeSubnet"/> for present and future servers. A joining node looks for a server here, so that no node's
    /// configuration lists the others. Defaults to <c>10.0.1.0/28</c>, fourteen addresses.
    /// </summary>
    [Ipv4Range(24, 29)]
    public Cidr ServerBlock { get; init; } = Cidr.Parse("10.0.1.0/28");

    /// <summary>Hetzner network zone. Defaults to <c>eu-central</c>.</summary>
    [HetznerZone]
    public string Zone { get; init; } = "eu-central";

    /// <summary>
    /// Whether a node may have an address: it is inside <see cref="NodeSubnet"/>, and not the subnet's own, its gateway's or its broadcast
    /// address.
    /// </summary>
    /// <param name="address">The address.</param>
    public bool IsForNode(Ipv4 address) => NodeSubnet.IsFree(address);
}
