using System.Text;
using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Graph;

namespace Infra.Cli.Commands;

/// <summary>`preview`: the plan of a stack, as a tree or as JSON.</summary>
internal static class PreviewCommand
{
    /// <summary>What it takes.</summary>
    public static readonly CommandForm Form = new()
    {
        Name = "preview",
        Summary = "Shows the planned stack: every resource, the counts, what is still needed.",
        Details = "Runs the real program against stand-ins for the clouds. Secrets are neither needed nor shown; those\n`pulumi up` will ask for are listed at the end.",
        Argument = "stack",
        Options =
        [
            new("--phase", "PHASE", "Folds up to this phase instead of the stack's own."),
            new("--json", null, "Writes the plan as JSON, format infra.plan/1 (docs/plan-format.md)."),
            new("--out", "FILE", "Writes to a file instead of standard output."),
        ],
        Examples = ["preview prod", "preview prod --phase 2-stage", "preview prod --json --out plan.json"],
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
            terminal.WriteProblem(Project.Count(outcome.Problems.Count, "problem") + ": there is no plan");
            return ExitCodes.Problems;
        }
        var file = line.ValueOf("--out");
        var paint = new Paint(terminal.Colored && file is null);
        var asJson = line.Has("--json");
        if (file is not null)
        {
            OutputFile.Write(Path.Combine(terminal.WorkingDirectory, file), asJson ? PlanJson.Write(graph) : Encoding.UTF8.GetBytes(Text(outcome, paint)));
            terminal.WriteProblem("wrote " + file);
        }
        else
        {
            terminal.Write(asJson ? Encoding.UTF8.GetString(PlanJson.Write(graph)) : Text(outcome, paint));
        }
        if (asJson && outcome.Needed.Count > 0)
        {
            // JSON has no place for it: it is about the stack's configuration, not about the plan.
            var needed = new StringBuilder();
            PlanSummary.AddNeeded(needed, outcome.Needed, new(colored: false));
            terminal.WriteProblem(needed.ToString().Trim('\n'));
        }
        return ExitCodes.Ok;
    }

    private static string Text(StackOutcome outcome, Paint paint) =>
        PlanSummary.Head(outcome.Graph!.Header) + new PlanTree(outcome.Graph, paint).Draw() + PlanSummary.Of(outcome, paint);
}
