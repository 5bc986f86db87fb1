using Infra.Model;

namespace Infra.Cluster;

/// <summary>Inputs of an <see cref="ImageImport"/>.</summary>
public sealed record ImageImportArgs
{
    /// <summary>The image: an imported one, with its archive and the archive's checksum.</summary>
    public required ImageSpec Image { get; init; }

    /// <summary>The folder that the archive's path starts from.</summary>
    public required string Root { get; init; }

    /// <summary>The nodes to import it on.</summary>
    public required IReadOnlyList<ClusterNode> Nodes { get; init; }
}
