namespace Infra.Cli;

/// <summary>Exit codes of the process.</summary>
public static class ExitCodes
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    /// <summary>Problems of the described system, of the program or of an output; they are on standard error.</summary>
    public const int Problems = 1;

    /// <summary>A wrong command line, or a working directory outside any project.</summary>
    public const int Usage = 2;

    /// <summary>A defect of this program.</summary>
    public const int Internal = 3;

    /// <summary>A change of the level that `--fail-on` names, or above.</summary>
    public const int Changes = 4;

    /// <summary>Ctrl-C or a request to end, while a former revision was planned.</summary>
    public const int Interrupted = 130;

    /// <summary>Line of the help that explains the codes of all commands, without its end.</summary>
    internal const string Explanation = "Exit codes: 0 success, 1 problems found, 2 wrong command line, 3 defect of this program";

    /// <summary>End of that line where a command exits with <see cref="Changes"/>.</summary>
    internal const string ChangesExplanation = ", 4 changes";
}
