using Infra.Charts;
using Infra.Model;
using Infra.Parts;

namespace Infra.Platform;

/// <summary>Pinned chart of Longhorn. Its version is a setting, see <see cref="Model.LonghornSpec.Version"/>.</summary>
public static class LonghornVersions
{
    /// <summary>Longhorn's chart repository.</summary>
    private const string Repository = "https://charts.longhorn.io";

    /// <summary>
    /// The versions for Longhorn 1.11 and 1.12: the oldest by the release notes of 1.11.3, the newest with which its objects are tested
    /// here.
    /// </summary>
    public static SupportedKubernetes Kubernetes { get; } = new("Longhorn", 34, 36);

    /// <summary>The chart of the described version.</summary>
    /// <param name="longhorn">Longhorn as described.</param>
    public static Chart Chart(LonghornSpec longhorn) => new("longhorn", Repository, longhorn.Version);
}
