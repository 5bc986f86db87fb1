using Infra.Charts;
using Infra.Model;

namespace Infra.Platform;

/// <summary>What is pinned for storage. Longhorn's own version is a setting, see <see cref="Model.LonghornSpec.Version"/>.</summary>
public static class LonghornVersions
{
    /// <summary>Longhorn's chart repository.</summary>
    private const string Repository = "https://charts.longhorn.io";

    /// <summary>The chart of the described version.</summary>
    /// <param name="longhorn">Longhorn as described.</param>
    public static Chart Chart(LonghornSpec longhorn) => new("longhorn", Repository, longhorn.Version);

    /// <summary>
    /// The snapshot controller, of the external-snapshotter release whose sidecar Longhorn 1.11.3 and 1.12.1 run. The
    /// release's own manifest names the image of the one before.
    /// </summary>
    public const string SnapshotController = "registry.k8s.io/sig-storage/snapshot-controller:v8.6.0";
}
