namespace Infra.Model;

/// <summary>The workload Traefik runs as.</summary>
public enum TraefikKind
{
    /// <summary>One pod a node.</summary>
    DaemonSet,

    /// <summary>A fixed number of pods.</summary>
    Deployment,
}
