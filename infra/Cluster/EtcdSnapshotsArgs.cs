using Infra.Model;

namespace Infra.Cluster;

/// <summary>Inputs of <see cref="EtcdSnapshots"/>.</summary>
public sealed record EtcdSnapshotsArgs
{
    /// <summary>The bucket, with the names of its keys' secrets.</summary>
    public required S3LocationSpec Location { get; init; }

    /// <summary>Number of snapshots that all servers together keep in the bucket.</summary>
    public required int Retention { get; init; }
}
