namespace Infra.Model;

/// <summary>The kind of a workload.</summary>
public enum WorkloadKind
{
    /// <summary>Interchangeable pods.</summary>
    Deployment,

    /// <summary>Pods with a name and a volume of their own.</summary>
    StatefulSet,

    /// <summary>A third party's chart.</summary>
    HelmChart,
}
