using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Cluster;

/// <summary>The Kubernetes provider of a cluster, the same in the stack that owns the cluster and in those that live in it.</summary>
public static class ClusterProviders
{
    /// <summary>
    /// Creates the provider. Its identifier stays when the kubeconfig changes (a recreated server, a rotated certificate), so that no
    /// object is replaced. Config maps and secrets update in place: the pods that mount them know their names. An object that exists
    /// already is taken over, by force: a run that was cut off, or a restored backup, made it (docs/decisions/0015-existing-objects.md).
    /// </summary>
    /// <param name="name">The provider's logical name.</param>
    /// <param name="kubeconfig">The kubeconfig. A secret.</param>
    /// <param name="cluster">The cluster's name, its identifier.</param>
    /// <param name="parent">The component that creates the provider.</param>
    public static K8s.Provider Create(string name, Output<string> kubeconfig, string cluster, ComponentResource parent) => new(
        name,
        new()
        {
            KubeConfig = kubeconfig,
            ClusterIdentifier = cluster,
            EnableServerSideApply = true,
            UpsertExistingObjects = true,
            EnablePatchForce = true,
            EnableConfigMapMutable = true,
            EnableSecretMutable = true,
        },
        new() { Parent = parent });
}
