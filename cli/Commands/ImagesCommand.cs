using System.CommandLine;
using Infra.Cli.Output;
using Infra.Model.Loading;
using Infra.Preview.Images;

namespace Infra.Cli.Commands;

/// <summary>Command `images`: the images that a stack's system describes, and how each is built.</summary>
internal static class ImagesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("images", "List the images that a stack's system builds, each with its command.")
        {
            Details = "Each image is built, tested and scanned, then pushed to its registry or saved for import\n" +
                "(docs/images.md). With --json, the list is a matrix for a pipeline.",
            Examples = ["images prod", "images prod --json"],
        };
        var request = new StackRequest(command, terminal, hasPhase: false);
        var json = new Option<bool>("--json") { Description = "Write the list as JSON on one line." };
        command.Add(json);
        command.SetAction(parsed => Run(request.Select(parsed), parsed.GetValue(json), terminal));
        return command;
    }

    private static int Run(SelectedStack stack, bool asJson, Terminal terminal)
    {
        var load = StackLoad.Load(new ProjectFiles(stack.Root), stack.Name);
        foreach (var problem in load.Result.Problems)
        {
            terminal.WriteProblem(problem.ToString());
        }
        if (load.Result.Spec is not { } spec)
        {
            return ExitCodes.Problems;
        }
        var builds = ImageBuild.Of(spec);
        if (asJson)
        {
            terminal.Write(ImagesJson.Write(builds) + "\n");
        }
        else
        {
            foreach (var build in builds)
            {
                terminal.Text.WriteLine(build.Command());
            }
        }
        return load.Result.Problems.Count > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }
}
