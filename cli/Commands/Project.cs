using System.CommandLine;
using Infra.Cli.Output;

namespace Infra.Cli.Commands;

/// <summary>Project that a command works on.</summary>
internal static class Project
{
    /// <summary>Finds the folder of the nearest `Pulumi.yaml`, from the working directory upwards; null when there is none.</summary>
    public static string? Find(Terminal terminal) =>
        terminal.WorkingDirectory is { } directory ? ProjectRoot.Above(directory) : null;

    /// <summary>Makes a command refuse to run outside a project.</summary>
    public static void Require(Command command, Terminal terminal) => command.Validators.Add(result =>
    {
        if (Find(terminal) is null)
        {
            result.AddError(terminal.WorkingDirectory is { } directory
                ? $"working directory {directory}: no Pulumi.yaml here or above; change into the project"
                : "working directory: deleted; change into the project");
        }
    });
}
