using Infra.Naming;

namespace Infra.Flows;

/// <summary>Pods that k3s itself brings.</summary>
public static class ClusterPods
{
    /// <summary>Namespace of what k3s brings.</summary>
    public const string Namespace = "kube-system";

    /// <summary>The cluster's DNS.</summary>
    public static PodsEnd Dns { get; } = PodsEnd.Of(Namespace, "kube-dns", PodLabels.One("k8s-app", "kube-dns"));
}
