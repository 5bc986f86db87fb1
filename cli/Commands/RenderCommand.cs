using System.CommandLine;
using Infra.Cli.Output;
using Infra.Preview.Rendering;

namespace Infra.Cli.Commands;

/// <summary>Command `render`: the Kubernetes objects, node scripts and Compose files of a plan.</summary>
internal static class RenderCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("render", "Write the Kubernetes objects, charts, node scripts and Compose files of a plan.")
        {
            Details = "Writes one YAML file per object under its namespace (`cluster` for objects without one), one\n" +
                "file per script under `scripts`, and `compose/HOST/PROJECT/compose.yaml` for each project on a\n" +
                "managed Docker host. Secrets are masked. The directory is replaced as a whole; a directory that\n" +
                "holds anything else is refused.",
            Examples = ["render prod --out rendered", "render prod --phase 2-stage --out rendered"],
        };
        var request = new StackRequest(command, terminal);
        var directory = OutOption.Create("DIR", "Directory to write.");
        directory.Required = true;
        command.Add(directory);
        command.SetAction((parsed, _) => RunAsync(request.Select(parsed), parsed.GetRequiredValue(directory)!, terminal));
        return command;
    }

    private static async Task<int> RunAsync(SelectedStack stack, string directory, Terminal terminal)
    {
        var outcome = await stack.PreviewAsync();
        var exitCode = stack.Report(outcome, terminal);
        if (outcome is not { Graph: { } graph, System: { } system })
        {
            terminal.WriteProblem($"{stack.Name}: nothing was written; correct what is reported above");
            return exitCode;
        }
        IReadOnlyList<RenderedFile> files = [.. RenderedPlan.Of(graph), .. RenderedProjects.Of(system)];
        try
        {
            RenderedDirectory.Write(Path.Combine(terminal.WorkingDirectory!, directory), files);
        }
        catch (Exception e) when (e is RenderRefusedException or IOException or UnauthorizedAccessException)
        {
            terminal.WriteProblem($"infra: --out: {e.Message}");
            return ExitCodes.Problems;
        }
        terminal.Text.WriteLine($"wrote {Listing.Count(files.Count, "file")} to {directory}");
        return exitCode;
    }
}
