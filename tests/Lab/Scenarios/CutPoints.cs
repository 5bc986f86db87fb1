namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Points at which a step is interrupted, as numbers of the shell's commands. Each needs a cluster that starts and replaces a host, so that
/// a default run has some, and <c>INFRA_LAB_CUTS=all</c>, which the nightly workflow sets, has all of them.
/// </summary>
internal static class CutPoints
{
    private static bool All { get; } = Environment.GetEnvironmentVariable("INFRA_LAB_CUTS") == "all";

    /// <summary>Points of several steps.</summary>
    public static TheoryData<string, int> Of((string Step, int At)[] always, (string Step, int At)[] nightly)
    {
        var data = new TheoryData<string, int>();
        foreach (var (step, at) in All ? [.. always, .. nightly] : always)
        {
            data.Add(step, at);
        }
        return data;
    }

    /// <summary>Points by the names of stages.</summary>
    public static TheoryData<string> Of(string[] always, string[] nightly) => [.. All ? [.. always, .. nightly] : always];

    /// <summary>Points of one step, or other figures of which a default run has the small ones.</summary>
    public static TheoryData<int> Of(int[] always, int[] nightly) => [.. All ? [.. always, .. nightly] : always];
}
