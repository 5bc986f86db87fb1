using Infra.Charts;

namespace Infra.Platform;

/// <summary>Pinned versions of <see cref="Backup"/>. Server, plugin and chart are upgraded together.</summary>
public static class BackupVersions
{
    /// <summary>The chart, with Velero 1.18.1 (12 May 2026).</summary>
    public static Chart Chart { get; } = new("velero", "https://vmware-tanzu.github.io/helm-charts", "12.1.0");

    /// <summary>
    /// The plugin for S3: 1.14 for Velero 1.18 (its compatibility matrix). CSI needs no plugin since Velero 1.14, and its former plugin
    /// makes Velero crash.
    /// </summary>
    public const string Plugin = "velero/velero-plugin-for-aws:v1.14.2";
}
