using System.CommandLine;
using Infra.Cli.Output;
using Infra.Model.Loading;
using Infra.Preview;
using Infra.Preview.Phases;
using Infra.Preview.Sources;

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
                "where another file replaces them. --base refuses steps that no stack may take from where it was\n" +
                "at a revision of git: more than one forward, back over a final one, past a gate of another cluster.",
            Examples = ["check", "check prod", "check prod --phase 2-stage", "check --base origin/main"],
        };
        var request = new StackRequest(command, terminal);
        request.Stack.Arity = ArgumentArity.ZeroOrOne;
        var revision = new Option<string?>("--base")
        {
            HelpName = "REV",
            Description = "Also check the steps from those at a revision of git to the present ones.",
        };
        command.Add(revision);
        command.Validators.Add(result =>
        {
            if (result.GetValue(revision) is not null && result.GetValue(request.Phase) is not null)
            {
                result.AddError("--base: not with --phase; it compares the stacks' own steps");
            }
        });
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(revision),
            terminal,
            moved => parsed.GetValue(request.Stack) is null
                ? RunAsync(Project.Find(terminal)!, parsed.GetValue(request.Phase), moved, terminal)
                : RunAsync(request.Select(parsed), moved, terminal)));
        return command;
    }

    /// <summary>Reads the steps at a revision, if one is named, and runs the checks.</summary>
    private static async Task<int> RunAsync(string? revision, Terminal terminal, Func<BasePhases?, Task<int>> check)
    {
        BasePhases? moved;
        try
        {
            moved = revision is null ? null : BasePhases.Read(Project.Find(terminal)!, revision);
        }
        catch (SourceException e)
        {
            return SideArgument.Report(e, terminal);
        }
        return await check(moved);
    }

    private static async Task<int> RunAsync(SelectedStack stack, BasePhases? moved, Terminal terminal)
    {
        var files = new ProjectFiles(stack.Root);
        var outcome = await StackPreview.RunAsync(files, stack.Name, stack.Phase, withOthers: true, stack.Today);
        outcome = outcome with
        {
            Problems =
            [
                .. outcome.Problems.Union(StackPreview.CheckLayers(files, stack.Name)).Union(Moves(moved, files, outcome)),
            ],
        };
        var exitCode = stack.Report(outcome, terminal);
        if (exitCode != ExitCodes.Usage)
        {
            WriteCapacity(outcome, terminal);
            WriteTotal(1, outcome.Problems.Count, outcome.Warnings.Count, terminal);
        }
        return exitCode;
    }

    private static async Task<int> RunAsync(string root, string? phase, BasePhases? moved, Terminal terminal)
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
                Problems =
                [
                    .. (outcome.IsBlockedByOwner && phase is null ? [] : outcome.Problems).Concat(Moves(moved, files, outcome))
                        .Where(reported.Add),
                ],
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

    private static IReadOnlyList<string> Moves(BasePhases? moved, ProjectFiles files, StackOutcome outcome) =>
        moved is not null && outcome.System is { } system ? moved.Problems(files, system) : [];

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
