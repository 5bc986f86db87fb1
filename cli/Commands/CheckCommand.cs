using System.CommandLine;
using Infra.Cli.Output;
using Infra.Model.Loading;
using Infra.Preview;

namespace Infra.Cli.Commands;

/// <summary>Command `check`: validates the described stacks.</summary>
internal static class CheckCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("check", "Validate the described stacks: all of them, or the one that is named.")
        {
            Details = "Reports every problem with its file and line, what is wrong and what to do. A stack without\n" +
                "problems is planned as well, which finds pods whose volumes cannot be mounted, and API versions\n" +
                "that its Kubernetes no longer serves.\n" +
                "The volumes and requests of all stacks of one cluster are added up and shown beside what its nodes\n" +
                "offer, also with one node lost (docs/capacity.md). Values are checked in every phase, and also\n" +
                "where another file replaces them.",
            Examples = ["check", "check prod", "check prod --phase 2-stage"],
        };
        var request = new StackRequest(command, terminal);
        request.Stack.Arity = ArgumentArity.ZeroOrOne;
        command.SetAction((parsed, _) => parsed.GetValue(request.Stack) is null
            ? RunAsync(Project.Find(terminal)!, parsed.GetValue(request.Phase), terminal)
            : RunAsync(request.Select(parsed), terminal));
        return command;
    }

    private static async Task<int> RunAsync(SelectedStack stack, Terminal terminal)
    {
        var files = new ProjectFiles(stack.Root);
        var outcome = await StackPreview.RunAsync(files, stack.Name, stack.Phase, withOthers: true, stack.Today);
        outcome = outcome with { Problems = [.. outcome.Problems.Union(StackPreview.CheckLayers(files, stack.Name))] };
        var exitCode = stack.Report(outcome, terminal);
        if (exitCode != ExitCodes.Usage)
        {
            WriteCapacity(outcome, terminal);
            WriteTotal(1, outcome.Problems.Count, outcome.Warnings.Count, terminal);
        }
        return exitCode;
    }

    private static async Task<int> RunAsync(string root, string? phase, Terminal terminal)
    {
        var files = new ProjectFiles(root);
        var stacks = StackPreview.Stacks(root);
        var reported = new HashSet<string>(StringComparer.Ordinal);
        int problems = 0, warnings = 0;
        foreach (var stack in stacks)
        {
            var outcome = await StackPreview.RunAsync(files, stack, phase, withOthers: true, terminal.Today);
            // Stacks share files: a problem of several stacks is reported and counted once, and that of an owner with its own stack.
            outcome = outcome with
            {
                Problems = outcome.IsBlockedByOwner && phase is null ? [] : [.. outcome.Problems.Where(reported.Add)],
                Warnings = [.. outcome.Warnings.Where(reported.Add)],
            };
            SelectedStack.Write(outcome, terminal);
            if (outcome.System?.OwnsCluster() == true)
            {
                WriteCapacity(outcome, terminal);
            }
            problems += outcome.Problems.Count;
            warnings += outcome.Warnings.Count;
        }
        var layers = new StackOutcome { Problems = [.. StackPreview.CheckLayers(files).Where(reported.Add)] };
        SelectedStack.Write(layers, terminal);
        problems += layers.Problems.Count;
        WriteTotal(stacks.Count, problems, warnings, terminal);
        return problems > 0 ? ExitCodes.Problems : ExitCodes.Ok;
    }

    private static void WriteCapacity(StackOutcome outcome, Terminal terminal)
    {
        if (outcome.Capacity is { } capacity)
        {
            CapacityView.Write(capacity, terminal.Text);
        }

        if (outcome.System is { } system)
        {
            DockerMemoryView.Write(system, terminal.Text);
        }
    }

    private static void WriteTotal(int stacks, int problems, int warnings, Terminal terminal) => terminal.Text.WriteLine(
        $"{Listing.Count(stacks, "stack")} checked, {Listing.Count(problems, "problem")}, {Listing.Count(warnings, "warning")}");
}
