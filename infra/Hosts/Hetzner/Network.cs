using System.Globalization;
using Pulumi;
using HCloud = Pulumi.HCloud;

namespace Infra.Hosts;

/// <summary>The private network of the nodes and their subnet.</summary>
public sealed class Network : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:Network";

    /// <summary>Id of the subnet the nodes attach to.</summary>
    [Output("subnetId")]
    public Output<string> SubnetId { get; }

    /// <summary>Creates the network.</summary>
    public Network(string name, NetworkArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var network = new HCloud.Network(
            $"{name}-range",
            new()
            {
                Name = args.PhysicalName,
                IpRange = args.Spec.Cidr.ToString(),
                Labels = args.Labels.ToDictionary(),
                DeleteProtection = args.Protect,
            },
            new() { Parent = this, Protect = args.Protect });
        var subnet = new HCloud.NetworkSubnet(
            $"{name}-nodes",
            new()
            {
                NetworkId = network.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture)),
                IpRange = args.Spec.NodeSubnet.ToString(),
                NetworkZone = args.Spec.Zone,
                Type = "cloud",
            },
            new() { Parent = this, Protect = args.Protect, DeletedWith = network });
        SubnetId = subnet.Id;
        RegisterOutputs();
    }
}
