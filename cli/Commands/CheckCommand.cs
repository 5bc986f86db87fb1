using Infra.Cli.Output;
using Infra.Preview;

namespace Infra.Cli.Commands;

/// <summary>`check`: validates what is described.</summary>
internal static class CheckCommand
{
    /// <summary>What it takes.</summary>
    public static readonly CommandForm Form = new()
    {
        Name = "check",
        Summary = "Validates the described stacks, all of them unless one is named.",
        Details = "Every problem is told with its file and line, what is wrong and what would be right. A stack that\nhas none is planned, and API versions that its Kubernetes gives up are told.",
        Argument = "stack",
        IsArgumentOptional = true,
        Options = [new("--phase", "PHASE", "Folds up to this phase instead of the stack's own.")],
        Examples = ["check", "check prod", "check prod --phase 2-stage"],
    };

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(CommandLine line, Terminal terminal)
    {
        var root = Project.Root(terminal);
        var stacks = line.Argument is { } name ? [Project.Stack(root, name)] : StackPreview.Stacks(root);
        if (line.Argument is not null)
        {
            Project.CheckPhase(root, stacks[0], line.ValueOf("--phase"));
        }
        var told = new HashSet<string>(StringComparer.Ordinal);
        int problems = 0, warnings = 0;
        foreach (var stack in stacks)
        {
            var outcome = await StackPreview.RunAsync(root, stack, line.ValueOf("--phase"));
            problems += Tell(outcome.Problems, told, terminal);
            warnings += Tell(outcome.Warnings, told, terminal);
        }
        terminal.Write(Project.Count(stacks.Count, "stack") + " checked, " + Project.Count(problems, "problem") + (warnings > 0 ? ", " + Project.Count(warnings, "warning") : "") + "\n");
        return problems > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }

    /// <summary>Stacks share files: what several of them run into is told and counted once.</summary>
    private static int Tell(IReadOnlyList<string> texts, HashSet<string> told, Terminal terminal)
    {
        var fresh = 0;
        foreach (var text in texts)
        {
            if (told.Add(text))
            {
                terminal.WriteProblem(text);
                fresh++;
            }
        }
        return fresh;
    }
}
