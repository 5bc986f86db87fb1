namespace Infra.Cli;

/// <summary>What the process ends with.</summary>
public static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>The model or the program has problems; they are on standard error.</summary>
    public const int Problems = 1;

    /// <summary>The command line is wrong, or the working directory is in no project.</summary>
    public const int Usage = 2;

    /// <summary>A defect of this program.</summary>
    public const int Internal = 3;
}
