using Infra.Model;
using Pulumi;

namespace Infra.Hosts;

/// <summary>A host's disk for data that outlives the host.</summary>
public sealed record HostDisk
{
    /// <summary>Path of the block device on the host, the same from boot to boot.</summary>
    public required Output<string> Device { get; init; }

    /// <summary>Its size as described; after an increase the node grows the file system.</summary>
    public required Quantity Size { get; init; }

    /// <summary>The folder it is mounted at.</summary>
    public required string MountPath { get; init; }

    /// <summary>The resources that must exist before it can be mounted.</summary>
    public required IReadOnlyList<Resource> Ready { get; init; }
}
