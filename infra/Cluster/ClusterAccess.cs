using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>How stacks talk to a cluster, the one that owns it and those that live in it.</summary>
public static class ClusterAccess
{
    /// <summary>
    /// The provider for a cluster. Its identifier stays when the kubeconfig changes (a recreated server, a rotated
    /// certificate), so that no object is ever replaced for it. Config maps and secrets update in place: their users keep
    /// the name they know.
    /// </summary>
    /// <param name="name">The provider's logical name.</param>
    /// <param name="kubeconfig">The kubeconfig. A secret.</param>
    /// <param name="cluster">The cluster's name, its identifier.</param>
    /// <param name="parent">The component it belongs to.</param>
    public static K8s.Provider Provider(string name, Output<string> kubeconfig, string cluster, ComponentResource parent) => new(
        name,
        new()
        {
            KubeConfig = kubeconfig,
            ClusterIdentifier = cluster,
            EnableServerSideApply = true,
            EnableConfigMapMutable = true,
            EnableSecretMutable = true,
        },
        new() { Parent = parent });
}
