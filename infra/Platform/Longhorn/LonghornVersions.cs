using Infra.Charts;
using Infra.Model;

namespace Infra.Platform;

/// <summary>Pinned chart of Longhorn. Its version is a setting, see <see cref="Model.LonghornSpec.Version"/>.</summary>
public static class LonghornVersions
{
    /// <summary>Longhorn's chart repository.</summary>
    private const string Repository = "https://charts.longhorn.io";

    /// <summary>The chart of the described version.</summary>
    /// <param name="longhorn">Longhorn as described.</param>
    public static Chart Chart(LonghornSpec longhorn) => new("longhorn", Repository, longhorn.Version);
}
