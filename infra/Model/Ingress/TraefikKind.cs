namespace Infra.Model;

/// <summary>Kind of the workload that runs Traefik.</summary>
public enum TraefikKind
{
    /// <summary>One pod on each node.</summary>
    DaemonSet,

    /// <summary>A fixed number of pods.</summary>
    Deployment,
}
