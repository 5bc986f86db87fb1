namespace Infra.Preview.Timing;

/// <summary>
/// How long the parts of an installation take, in seconds: the parameters of <see cref="InstallTime"/>. The defaults are
/// assumptions for small cloud servers and a near package mirror, on the slow side of what the steps' own waits expect;
/// whoever measures better figures gives them.
/// </summary>
public sealed record StepSeconds
{
    /// <summary>From the order of a server to an SSH session on it.</summary>
    public double Server { get; init; } = 35;

    /// <summary>Anything else that is ordered from the cloud.</summary>
    public double Order { get; init; } = 2;

    /// <summary>Opening one SSH session; comes on top of every step.</summary>
    public double Session { get; init; } = 0.5;

    /// <summary>Packages, kernel modules and settings.</summary>
    public double Prepare { get; init; } = 30;

    /// <summary>The download of about 75 MB, and its checksum.</summary>
    public double Artifacts { get; init; } = 8;

    /// <summary>The start of a server or agent until it is Ready, and a server a voting member.</summary>
    public double Start { get; init; } = 25;

    /// <summary>Every other step: files are written or a question is asked.</summary>
    public double Other { get; init; } = 1;
}
