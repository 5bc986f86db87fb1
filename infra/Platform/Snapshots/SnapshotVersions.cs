namespace Infra.Platform;

/// <summary>Pinned image of the <see cref="SnapshotController"/>.</summary>
public static class SnapshotVersions
{
    /// <summary>
    /// The controller, of the external-snapshotter release whose sidecar Longhorn 1.11.3 and 1.12.1 run. The release's own manifest names
    /// the image of the release before.
    /// </summary>
    public const string Controller = "registry.k8s.io/sig-storage/snapshot-controller:v8.6.0";
}
