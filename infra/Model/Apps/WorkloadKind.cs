namespace Infra.Model;

/// <summary>Kind of a workload.</summary>
public enum WorkloadKind
{
    /// <summary>Interchangeable pods.</summary>
    Deployment,

    /// <summary>Pods with a stable name and their own volume.</summary>
    StatefulSet,

    /// <summary>A pod that runs to its end, at the times of a schedule.</summary>
    CronJob,

    /// <summary>A Helm chart of a third party.</summary>
    HelmChart,
}
