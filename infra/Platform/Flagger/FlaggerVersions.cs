using Infra.Charts;

namespace Infra.Platform;

/// <summary>Pinned charts of <see cref="Flagger"/>. Before 1.43, Flagger knows no Traefik 3.</summary>
public static class FlaggerVersions
{
    /// <summary>The chart of Flagger, with Flagger's version.</summary>
    public static Chart Chart { get; } = new("flagger", Repository, "1.44.0");

    /// <summary>The chart of the load tester, which runs the tests of canaries.</summary>
    public static Chart LoadTester { get; } = new("loadtester", Repository, "0.38.0");

    private const string Repository = "https://flagger.app";
}
