using System.Globalization;
using Infra.Model;
using Infra.Naming;
using Pulumi;
using HCloud = Pulumi.HCloud;

namespace Infra.Hosts;

/// <summary>
/// A Hetzner block volume for a node, attached without a file system: the node itself formats and mounts it, because only the node
/// sees whether the volume holds data. The volume outlives its server; a recreated server gets it back with all data. It is detached
/// only by the deletion of its server, which shuts down first and so writes everything to it.
/// </summary>
public sealed class NodeDisk : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:hetzner:NodeDisk";

    /// <summary>Path of the device on the server.</summary>
    [Output("device")]
    public Output<string> Device { get; }

    /// <summary>The resources that the node needs before it mounts the volume.</summary>
    public IReadOnlyList<Resource> Ready { get; }

    /// <summary>Creates the volume.</summary>
    public NodeDisk(string name, NodeDiskArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        var cluster = context.System.Cluster;
        var volume = new HCloud.Volume(
            $"{name}-volume",
            new()
            {
                Name = PhysicalName.Hetzner(cluster.Name, args.Node.Name, "data"),
                Size = Gigabytes(args.Size),
                Location = cluster.LocationOf(args.Node),
                DeleteProtection = context.Protect,
                Labels = NodePool.LabelsOf(args.Node, context),
            },
            new() { Parent = this, Protect = context.Protect });
        var attachment = new HCloud.VolumeAttachment(
            $"{name}-attachment",
            new()
            {
                VolumeId = volume.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture)),
                ServerId = args.Server.Id.Apply(id => int.Parse(id, CultureInfo.InvariantCulture)),
                // Otherwise Hetzner formats the volume and chooses its mount point.
                Automount = false,
            },
            new()
            {
                Parent = this,
                DeleteBeforeReplace = true,
                DeletedWith = args.Server,
                // When a server is replaced, the engine deletes what is DeletedWith it nevertheless, and before it
                // (https://github.com/pulumi/pulumi/pull/22648): that would detach a mounted disk from a running server.
                RetainOnDelete = true,
            });
        Device = volume.LinuxDevice;
        Ready = [volume, attachment];
        RegisterOutputs();
    }

    /// <summary>A size in Hetzner's unit, GB.</summary>
    public static int Gigabytes(Quantity size) => (int)(size.Value / 1e9m);
}
