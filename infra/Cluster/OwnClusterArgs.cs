using Infra.Parts;

namespace Infra.Cluster;

/// <summary>Inputs of an <see cref="OwnCluster"/>.</summary>
public sealed record OwnClusterArgs
{
    /// <summary>The folder that paths of the description start from.</summary>
    public required string Root { get; init; }

    /// <summary>The settings of nodes that the parts depend on.</summary>
    public required NodeRequests Requests { get; init; }

    /// <summary>The probe of the cluster's servers.</summary>
    public required IApiProbe Probe { get; init; }

    /// <summary>Whether the cluster was brought up before.</summary>
    public required bool IsUp { get; init; }

    /// <summary>The text whose change renews the certificate in the kubeconfig (<see cref="AdminCertificate.RenewalOf"/>).</summary>
    public required string KubeconfigRenewal { get; init; }
}
