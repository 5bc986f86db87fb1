namespace Infra.Preview.Timing;

/// <summary>
/// Durations of the parts of an installation in seconds: the parameters of <see cref="InstallTime"/>. The defaults are assumptions for
/// small cloud servers and a nearby package mirror, at the slow end of the durations that the steps' own waits assume; pass measured
/// values to replace them.
/// </summary>
public sealed record StepSeconds
{
    /// <summary>Time from ordering a server until an SSH session on it is possible.</summary>
    public double Server { get; init; } = 35;

    /// <summary>Time to create any other cloud resource.</summary>
    public double Order { get; init; } = 2;

    /// <summary>Time to open one SSH session; added to every step.</summary>
    public double Session { get; init; } = 0.5;

    /// <summary>Time to install packages, kernel modules and settings.</summary>
    public double Prepare { get; init; } = 30;

    /// <summary>Time to download about 75 MB and verify the checksum.</summary>
    public double Artifacts { get; init; } = 8;

    /// <summary>Time from starting a server or agent until it is Ready, and a server is a voting member.</summary>
    public double Start { get; init; } = 25;

    /// <summary>Time of every other step: writing files or running a query.</summary>
    public double Other { get; init; } = 1;
}
