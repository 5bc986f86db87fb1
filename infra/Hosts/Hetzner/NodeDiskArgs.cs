using Infra.Model;
using Pulumi;

namespace Infra.Hosts;

/// <summary>Inputs of a <see cref="NodeDisk"/>.</summary>
public sealed record NodeDiskArgs
{
    /// <summary>The cluster's name; part of the volume's.</summary>
    public required string Cluster { get; init; }

    /// <summary>The node's name; part of the volume's.</summary>
    public required string Node { get; init; }

    /// <summary>Size, whole GB. Growing it is a plain update; Hetzner cannot shrink a volume.</summary>
    public required Quantity Size { get; init; }

    /// <summary>Hetzner location, that of the server. Changing it replaces the volume.</summary>
    public required string Location { get; init; }

    /// <summary>The server it is attached to; another one takes the volume over.</summary>
    public required Input<int> ServerId { get; init; }

    /// <summary>Labels of the volume.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses deletion, here and at Hetzner.</summary>
    public bool Protect { get; init; }
}
