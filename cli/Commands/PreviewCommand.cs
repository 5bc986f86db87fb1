using System.CommandLine;
using System.Text;
using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Preview.Sources;

namespace Infra.Cli.Commands;

/// <summary>Command `preview`: the plan of a stack, as an overview, as a tree or as JSON.</summary>
internal static class PreviewCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("preview", "Show the plan of a stack: an overview, or every resource.")
        {
            Details = "Runs the real program on stand-ins for the clouds. Secrets are neither needed nor shown; those\n" +
                "that `pulumi up` needs are listed at the end, after what differs from the last commit.\n" +
                SideArgument.Forms,
            Examples =
            [
                "preview prod",
                "preview prod --tree",
                "preview prod --phase 2-stage",
                "preview prod --against prod:origin/main",
                "preview prod --json --out plan.json",
            ],
        };
        var request = new StackRequest(command, terminal);
        var tree = new Option<bool>("--tree") { Description = "Show every resource, with the properties that matter." };
        var json = new Option<bool>("--json") { Description = "Write the plan as JSON, format infra.plan/1 (docs/plan-format.md)." };
        var against = new Option<string?>("--against")
        {
            HelpName = "SIDE",
            Description = "Compare with another side than the last commit.",
        };
        against.CompletionSources.Add(context => SideArgument.Items(context.WordToComplete, terminal));
        var file = OutOption.Create("FILE", "Write to a file, a device or a named pipe instead of standard output.");
        command.Add(tree);
        command.Add(json);
        command.Add(against);
        command.Add(file);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(against) is not null)
            {
                result.AddError("--against: not with --json, which writes one plan; write a comparison with diff");
            }
        });
        command.SetAction((parsed, _) => parsed.GetValue(json)
            ? RunJsonAsync(request.Select(parsed), parsed.GetValue(file), terminal)
            : RunAsync(request.Select(parsed), parsed.GetValue(tree), parsed.GetValue(against), parsed.GetValue(file), terminal));
        return command;
    }

    private static async Task<int> RunJsonAsync(SelectedStack stack, string? file, Terminal terminal)
    {
        var (exitCode, outcome) = await PreviewAsync(stack, terminal);
        if (outcome is null)
        {
            return exitCode;
        }
        var bytes = PlanJson.Write(outcome.Graph!);
        if (file is null)
        {
            terminal.Write(Encoding.UTF8.GetString(bytes));
        }
        else
        {
            OutputFile.WriteAndTell(file, bytes, terminal);
        }
        // The format has no place for it: it is about the configuration of the stack, not about the plan.
        PlanView.WriteNeeded(outcome.Needed, terminal.ProblemText);
        return exitCode;
    }

    private static async Task<int> RunAsync(SelectedStack stack, bool asTree, string? against, string? file, Terminal terminal)
    {
        var (exitCode, outcome) = await PreviewAsync(stack, terminal);
        if (outcome is null)
        {
            return exitCode;
        }
        var written = new StringBuilder();
        var text = file is null ? terminal.Text : new(written, colored: false);
        Comparison comparison;
        try
        {
            comparison = against is null
                ? await Comparison.OfLastCommitAsync(stack, outcome, terminal)
                : await Comparison.OfAsync(stack, SideArgument.Parse(against, terminal), terminal);
        }
        catch (SourceException e)
        {
            PlanView.Write(outcome, asTree, change: null, text);
            return SideArgument.Report(e, terminal);
        }
        PlanView.Write(outcome, asTree, comparison.Cost, text);
        comparison.Write(text);
        PlanView.WriteNeeded(outcome.Needed, text);
        if (file is not null)
        {
            OutputFile.WriteAndTell(file, Encoding.UTF8.GetBytes(written.ToString()), terminal);
        }
        return exitCode;
    }

    /// <summary>Previews a stack and reports its problems; the outcome is null when there is no plan.</summary>
    private static async Task<(int ExitCode, StackOutcome? Outcome)> PreviewAsync(SelectedStack stack, Terminal terminal)
    {
        var outcome = await stack.PreviewAsync();
        var exitCode = stack.Report(outcome, terminal);
        if (outcome.Graph is not null)
        {
            return (exitCode, outcome);
        }
        terminal.WriteProblem($"{stack.Name}: no plan; correct what is reported above");
        return (exitCode, null);
    }
}
