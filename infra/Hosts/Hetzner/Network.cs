using System.Globalization;
using Infra.Naming;
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
    public Network(string name, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var spec = context.System.Cluster.Network;
        var network = new HCloud.Network(
            $"{name}-range",
            new()
            {
                Name = PhysicalName.Hetzner(context.System.Cluster.Name, "network"),
                IpRange = spec.Cidr.ToString(),
                Labels = context.LabelsWith(),
                DeleteProtection = context.Protect,
            },
            new() { Parent = this, Protect = context.Protect });
        var subnet = new HCloud.NetworkSubnet(
            $"{name}-nodes",
            new()
            {
                NetworkId = network.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture)),
                IpRange = spec.NodeSubnet.ToString(),
                NetworkZone = spec.Zone,
                Type = "cloud",
            },
            new() { Parent = this, Protect = context.Protect, DeletedWith = network });
        SubnetId = subnet.Id;
        RegisterOutputs();
    }
}
