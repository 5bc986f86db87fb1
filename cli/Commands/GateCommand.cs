using System.CommandLine;
using System.CommandLine.Completions;
using System.Text;
using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Gates;

namespace Infra.Cli.Commands;

/// <summary>Command `gate`: what is asked before the next step of a stack's migration.</summary>
internal static class GateCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("gate", "Show what is asked before the next step of a stack's migration.")
        {
            Details = "Lists each criterion of the gates before the step: the question, the answer that is required, who\n" +
                "asks it and within which time. What needs no cluster is decided here: confirmations by people, and\n" +
                "the policy checks of what the step plans. What is missing is shown with the command that writes it.\n" +
                "The exit code is 1 when one of these does not hold, unless --dry-run is given (docs/gates.md).",
            Examples = ["gate dev", "gate prod --step 3-decommission --dry-run", "gate dev --json"],
        };
        var request = new StackRequest(command, terminal, hasPhase: false);
        var step = new Option<string?>("--step")
        {
            Description = "Step after the gates instead of the one after the stack's own.",
            HelpName = "STEP",
        };
        step.CompletionSources.Add(context =>
            context.ParseResult.GetValue(request.Stack) is { } stack && Project.Find(terminal) is { } root
                ? GateReport.Steps(root, stack).Select(name => new CompletionItem(name)) : []);
        var dryRun = new Option<bool>("--dry-run") { Description = "Exit with 0 whatever does not hold yet." };
        var json = new Option<bool>("--json") { Description = "Write JSON, format infra.gate/1 (docs/gates.md)." };
        command.Add(step);
        command.Add(dryRun);
        command.Add(json);
        command.SetAction((parsed, _) => RunAsync(
            request.Select(parsed), parsed.GetValue(step), parsed.GetValue(dryRun), parsed.GetValue(json), terminal));
        return command;
    }

    private static async Task<int> RunAsync(SelectedStack stack, string? step, bool isDryRun, bool asJson, Terminal terminal)
    {
        if (step is not null && StackPreview.Phases(stack.Root, stack.Name) is var phases && !phases.Contains(step, StringComparer.Ordinal))
        {
            terminal.WriteProblem($"infra: step '{step}': not found; {Listing.Of("step", GateReport.Steps(stack.Root, stack.Name))}");
            return ExitCodes.Usage;
        }

        var report = await GateReport.OfAsync(stack.Root, stack.Name, step);
        foreach (var problem in report.Problems)
        {
            terminal.WriteProblem(problem);
        }

        if (asJson)
        {
            terminal.Write(Encoding.UTF8.GetString(GateJson.Write(report)));
        }
        else if (report.Problems.Count == 0)
        {
            GateView.Write(report, terminal.Text);
        }

        return report.Holds || (isDryRun && report.Problems.Count == 0) ? ExitCodes.Ok : ExitCodes.Problems;
    }
}
