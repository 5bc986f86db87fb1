namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Moments at which a step is cut off, as numbers of the shell's commands. Each is a cluster that starts, loses a host and takes it back,
/// so that a plain run has those of two steps, and <c>INFRA_LAB_CUTS=all</c>, which the nightly workflow sets, all of them.
/// </summary>
internal static class CutPoints
{
    private static bool All { get; } = Environment.GetEnvironmentVariable("INFRA_LAB_CUTS") == "all";

    /// <summary>Moments of several steps.</summary>
    public static TheoryData<string, int> Of((string Step, int At)[] always, (string Step, int At)[] nightly)
    {
        var data = new TheoryData<string, int>();
        foreach (var (step, at) in All ? [.. always, .. nightly] : always)
        {
            data.Add(step, at);
        }
        return data;
    }

    /// <summary>Moments of one step.</summary>
    public static TheoryData<int> Of(int[] always, int[] nightly) => [.. All ? [.. always, .. nightly] : always];
}
