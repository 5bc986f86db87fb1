namespace Infra.Model;

/// <summary>The Hetzner private network.</summary>
public sealed record NetworkSpec
{
    /// <summary>The whole network. Defaults to <c>10.0.0.0/16</c>. Changing it replaces the network.</summary>
    public Cidr Cidr { get; init; } = Cidr.Parse("10.0.0.0/16");

    /// <summary>The subnet of the nodes. Defaults to <c>10.0.1.0/24</c>. Changing it replaces the subnet.</summary>
    public Cidr NodeSubnet { get; init; } = Cidr.Parse("10.0.1.0/24");

    /// <summary>Hetzner network zone. Defaults to <c>eu-central</c>.</summary>
    public string Zone { get; init; } = "eu-central";
}
