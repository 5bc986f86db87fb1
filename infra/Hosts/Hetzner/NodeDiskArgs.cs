using Infra.Model;
using HCloud = Pulumi.HCloud;

namespace Infra.Hosts;

/// <summary>Inputs of a <see cref="NodeDisk"/>.</summary>
public sealed record NodeDiskArgs
{
    /// <summary>The node; its location is the volume's. Changing the location replaces the volume.</summary>
    public required NodeSpec Node { get; init; }

    /// <summary>Size, whole GB. A larger size updates the volume in place; Hetzner cannot shrink one.</summary>
    public required Quantity Size { get; init; }

    /// <summary>The server that the volume is attached to; a new server takes the volume over.</summary>
    public required HCloud.Server Server { get; init; }
}
