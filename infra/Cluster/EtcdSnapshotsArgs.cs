using Infra.Model;
using Pulumi;

namespace Infra.Cluster;

/// <summary>Inputs of <see cref="EtcdSnapshots"/>.</summary>
public sealed record EtcdSnapshotsArgs
{
    /// <summary>The bucket.</summary>
    public required S3LocationSpec Location { get; init; }

    /// <summary>Id of the access key. A secret.</summary>
    public required Input<string> AccessKey { get; init; }

    /// <summary>Secret part of the access key.</summary>
    public required Input<string> SecretKey { get; init; }
}
