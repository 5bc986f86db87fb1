using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Rendering;

namespace Infra.Cli.Commands;

/// <summary>`render`: a plan's Kubernetes objects and node scripts as files.</summary>
internal static class RenderCommand
{
    /// <summary>What it takes.</summary>
    public static readonly CommandForm Form = new()
    {
        Name = "render",
        Summary = "Writes the planned Kubernetes objects, charts and scripts as files.",
        Details = "One YAML file an object under its namespace (`cluster` for those without one), one file a script\n" +
            "under `scripts`. Secrets are masked. The directory is replaced as a whole; one that holds anything\n" +
            "else is refused.",
        Argument = "stack",
        Options =
        [
            new("--out", "DIR", "The directory to write.", IsRequired: true),
            new("--phase", "PHASE", "Folds up to this phase instead of the stack's own."),
        ],
        Examples = ["render prod --out rendered", "render prod --phase 2-stage --out rendered"],
    };

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(CommandLine line, Terminal terminal)
    {
        var root = Project.Root(terminal);
        var stack = Project.Stack(root, line.Argument!);
        var outcome = await StackPreview.RunAsync(root, stack, line.ValueOf("--phase"));
        if (outcome.Problems.Count > 0)
        {
            Project.CheckPhase(root, stack, line.ValueOf("--phase"));
        }
        if (Project.Tell(outcome, terminal) || outcome.Graph is not { } graph)
        {
            terminal.WriteProblem(Project.Count(outcome.Problems.Count, "problem") + ": nothing was written");
            return ExitCodes.Problems;
        }
        var files = RenderedPlan.Of(graph);
        var directory = line.ValueOf("--out")!;
        try
        {
            RenderedDirectory.Write(Path.Combine(terminal.WorkingDirectory, directory), files);
        }
        catch (RenderRefusedException e)
        {
            terminal.WriteProblem("infra: " + e.Message);
            return ExitCodes.Problems;
        }
        terminal.Write("wrote " + Project.Count(files.Count, "file") + " to " + directory + "\n");
        return ExitCodes.Ok;
    }
}
