namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="SharedCluster"/>.</summary>
public sealed record SharedClusterArgs
{
    /// <summary>Outputs of the stack that owns the cluster. It was brought up before.</summary>
    public required OwnerOutputs Owner { get; init; }

    /// <summary>The probe of the cluster's servers.</summary>
    public required IApiProbe Probe { get; init; }
}
