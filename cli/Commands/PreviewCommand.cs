using System.CommandLine;
using System.Text;
using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Graph;

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
                "that `pulumi up` needs are listed at the end.",
            Examples = ["preview prod", "preview prod --tree", "preview prod --phase 2-stage", "preview prod --json --out plan.json"],
        };
        var request = new StackRequest(command, terminal);
        var tree = new Option<bool>("--tree") { Description = "Show every resource, with the properties that matter." };
        var json = new Option<bool>("--json") { Description = "Write the plan as JSON, format infra.plan/1 (docs/plan-format.md)." };
        var file = OutOption.Create("FILE", "Write to a file, a device or a named pipe instead of standard output.");
        command.Add(tree);
        command.Add(json);
        command.Add(file);
        command.SetAction((parsed, _) => RunAsync(
            request.Select(parsed), parsed.GetValue(tree), parsed.GetValue(json), parsed.GetValue(file), terminal));
        return command;
    }

    private static async Task<int> RunAsync(SelectedStack stack, bool asTree, bool asJson, string? file, Terminal terminal)
    {
        var outcome = await stack.PreviewAsync();
        var exitCode = stack.Report(outcome, terminal);
        if (outcome.Graph is not { } graph)
        {
            terminal.WriteProblem($"{stack.Name}: no plan; correct what is reported above");
            return exitCode;
        }
        if (file is not null)
        {
            var bytes = asJson ? PlanJson.Write(graph) : Encoding.UTF8.GetBytes(PlainText(outcome, asTree));
            OutputFile.Write(Path.Combine(terminal.WorkingDirectory!, file), bytes);
            terminal.WriteProblem($"wrote {file}");
        }
        else if (asJson)
        {
            terminal.Write(Encoding.UTF8.GetString(PlanJson.Write(graph)));
        }
        else
        {
            PlanView.Write(outcome, asTree, terminal.Text);
        }
        if (asJson)
        {
            // The format has no place for it: it is about the configuration of the stack, not about the plan.
            PlanView.WriteNeeded(outcome.Needed, terminal.ProblemText);
        }
        return exitCode;
    }

    private static string PlainText(StackOutcome outcome, bool asTree)
    {
        var text = new StringBuilder();
        PlanView.Write(outcome, asTree, new(text, colored: false));
        return text.ToString();
    }
}
