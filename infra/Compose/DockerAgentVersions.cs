namespace Infra.Compose;

/// <summary>Pinned images of <see cref="DockerAgents"/>; Alloy's is that of the cluster.</summary>
public static class DockerAgentVersions
{
    /// <summary>The node exporter (August 2026).</summary>
    public const string NodeExporter = "quay.io/prometheus/node-exporter:v1.12.1";

    /// <summary>cAdvisor (20 July 2026). Since v0.53.0 its images are in this registry alone.</summary>
    public const string Cadvisor = "ghcr.io/google/cadvisor:v0.60.5";
}
