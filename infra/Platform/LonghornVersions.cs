namespace Infra.Platform;

/// <summary>What is pinned for storage. Longhorn's own version is a setting, see <see cref="Model.LonghornSpec.Version"/>.</summary>
public static class LonghornVersions
{
    /// <summary>Longhorn's chart repository.</summary>
    public const string Repository = "https://charts.longhorn.io";

    /// <summary>
    /// The snapshot controller, of the external-snapshotter release whose sidecar Longhorn 1.11.3 and 1.12.1 run. The
    /// release's own manifest names the image of the one before.
    /// </summary>
    public const string SnapshotController = "registry.k8s.io/sig-storage/snapshot-controller:v8.6.0";
}
