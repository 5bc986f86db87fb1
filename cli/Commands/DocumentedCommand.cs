using System.CommandLine;

namespace Infra.Cli.Commands;

/// <summary>Command whose help has details and examples.</summary>
/// <param name="name">Word that selects the command.</param>
/// <param name="summary">One line for the list of commands.</param>
internal sealed class DocumentedCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>Paragraph about the command; empty when the summary says all.</summary>
    public string Details { get; init; } = "";

    /// <summary>Exit codes that other commands do not have, as they follow in the help; empty for none.</summary>
    public string MoreExitCodes { get; init; } = "";

    /// <summary>Arguments that work as they stand, one line each.</summary>
    public required string[] Examples { get; init; }
}
