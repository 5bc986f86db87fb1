namespace Infra.Flows;

/// <summary>Long-running pods that serve no metrics.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="Watched">How they are watched instead.</param>
public sealed record PodsWithoutMetrics(PodsEnd Pods, string Watched)
{
    /// <summary>Means by which any pods are watched: their state, restarts and use of resources.</summary>
    public const string ByTheCluster = "kube-state-metrics: state and restarts; cAdvisor: CPU and memory";
}
