using System.Collections.Immutable;
using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>A cluster as whatever runs in it sees it: the stack's own, or another's.</summary>
public interface IClusterAccess
{
    /// <summary>The provider for everything in the cluster.</summary>
    K8s.Provider Provider { get; }

    /// <summary>The administrator's kubeconfig. A secret.</summary>
    Output<string> Kubeconfig { get; }

    /// <summary>Private key for SSH to the nodes. A secret; empty where another stack owns them.</summary>
    Output<string> SshPrivateKey { get; }

    /// <summary>The version of k3s in force; empty when nobody says.</summary>
    Output<string> K3sVersion { get; }

    /// <summary>The version of Longhorn in force; empty where there is none, or nobody says.</summary>
    Output<string> LonghornVersion { get; }

    /// <summary>Public address of each node, by name.</summary>
    Output<ImmutableDictionary<string, string>> NodeAddresses { get; }

    /// <summary>The addresses that DNS records of published hosts point to.</summary>
    Output<ImmutableArray<string>> IngressAddresses { get; }
}
