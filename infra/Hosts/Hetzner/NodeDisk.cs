using System.Globalization;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using HCloud = Pulumi.HCloud;

namespace Infra.Hosts;

/// <summary>
/// A Hetzner block volume for a node, attached and left as it is: the node formats and mounts it, for it alone can see
/// whether anything is on it. The volume outlives its server; a recreated one gets it back with all data.
/// </summary>
public sealed class NodeDisk : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:NodeDisk";

    /// <summary>Path of the device on the server.</summary>
    [Output("device")]
    public Output<string> Device { get; }

    /// <summary>What must exist before the node can mount it.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Creates the volume.</summary>
    public NodeDisk(string name, NodeDiskArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var volume = new HCloud.Volume(
            $"{name}-volume",
            new()
            {
                Name = PhysicalName.Hetzner(args.Cluster, args.Node, "data"),
                Size = Gigabytes(args.Size),
                Location = args.Location,
                DeleteProtection = args.Protect,
                Labels = args.Labels.ToDictionary(StringComparer.Ordinal),
            },
            new() { Parent = this, Protect = args.Protect });
        var attachment = new HCloud.VolumeAttachment(
            $"{name}-attachment",
            new()
            {
                VolumeId = volume.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture)),
                ServerId = args.ServerId,
                // Hetzner would format it and mount it where it likes.
                Automount = false,
            },
            new() { Parent = this, DeleteBeforeReplace = true });
        Device = volume.LinuxDevice;
        Ready = [volume, attachment];
        RegisterOutputs();
    }

    /// <summary>A size as Hetzner counts it.</summary>
    public static int Gigabytes(Quantity size) => (int)(size.Value / 1e9m);
}
