using Infra.Hosts;
using Infra.Parts;

namespace Infra.Cluster;

/// <summary>Inputs of a <see cref="K3sCluster"/>.</summary>
public sealed record K3sClusterArgs
{
    /// <summary>The hosts, one for each node.</summary>
    public required IReadOnlyList<NodeHost> Hosts { get; init; }

    /// <summary>The settings of nodes that the parts of the stack depend on.</summary>
    public required NodeRequests Requests { get; init; }

    /// <summary>The probe of the cluster's servers.</summary>
    public required IApiProbe Probe { get; init; }

    /// <summary>Whether the cluster was brought up before.</summary>
    public bool IsUp { get; init; }

    /// <summary>The text whose change renews the certificate in the kubeconfig (<see cref="AdminCertificate.RenewalOf"/>).</summary>
    public string KubeconfigRenewal { get; init; } = "";
}
