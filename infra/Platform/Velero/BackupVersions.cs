using Infra.Charts;

namespace Infra.Platform;

/// <summary>What <see cref="Backup"/> installs. Server, plugin and chart are raised together.</summary>
public static class BackupVersions
{
    /// <summary>The chart; it brings Velero 1.18.1 (12 May 2026).</summary>
    public static Chart Chart { get; } = new("velero", "https://vmware-tanzu.github.io/helm-charts", "12.1.0");

    /// <summary>The plugin for S3. 1.14 is the one for Velero 1.18 (its matrix); CSI needs none since 1.14 of Velero, and a second one makes it crash.</summary>
    public const string Plugin = "velero/velero-plugin-for-aws:v1.14.2";
}
