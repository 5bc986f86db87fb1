using Infra.Platform;
using Infra.Preview.Graph;

namespace Infra.Tests.Schemas;

/// <summary>Versions that a plan installs, which decide between several versions of a definition.</summary>
internal sealed class InstalledVersions
{
    private readonly HashSet<string> _versions;
    private readonly HashSet<string> _charts;

    private InstalledVersions(IEnumerable<string> versions, params IEnumerable<string> charts)
    {
        _versions = new(versions, StringComparer.Ordinal);
        _charts = new(charts, StringComparer.Ordinal);
    }

    /// <summary>Nothing is known of what is installed, but for what k3s brings.</summary>
    public static InstalledVersions None { get; } = new(TraefikVersions.Bundled);

    /// <summary>The charts of a plan's releases and the versions of what they install, besides what k3s brings.</summary>
    public static InstalledVersions Of(PlanGraph plan)
    {
        var versions = TraefikVersions.Bundled.ToList();
        foreach (var release in ChartUse.Of(plan))
        {
            versions.Add(release.Version);
            if (ChartData.Find(release.Chart, release.Version)?.AppVersion is { } app)
            {
                versions.Add(app);
            }
        }

        return new(versions, ChartUse.Of(plan).Select(release => release.Chart));
    }

    /// <summary>Whether a folder of definitions is of an installed product, perhaps of another version of it.</summary>
    public bool Brings(string set) => Includes(set) || _charts.Contains(set[..set.LastIndexOf('-')]);

    /// <summary>Whether a folder of definitions, named by product and version, is of one of them.</summary>
    public bool Includes(string set) => _versions.Any(version => set.EndsWith($"-{version}", StringComparison.Ordinal));
}
