using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Infra.Cli.Output;
using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Sources;

namespace Infra.Cli.Commands;

/// <summary>Command `diff`: the steps from one plan or state to another.</summary>
internal static class DiffCommand
{
    private const string Any = "any";

    /// <summary>Levels of `--fail-on`.</summary>
    private static readonly Dictionary<string, FindingLevel> Levels = new(StringComparer.Ordinal)
    {
        ["danger"] = FindingLevel.Danger,
        ["caution"] = FindingLevel.Caution,
        [Any] = FindingLevel.None,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new DocumentedCommand("diff", "Show what changes from one side to another, as the engine would do it.")
        {
            Details = SideArgument.Forms + "\n" +
                "No credentials are needed, and secrets are compared without being known (docs/diff.md).",
            Examples =
            [
                "diff prod:HEAD prod",
                "diff prod@2-stage prod@3-prod",
                "diff state.json prod",
                "diff prod:origin/main prod --fail-on danger",
            ],
        };
        var old = new Argument<string>("A") { HelpName = "A", Description = "Former side." };
        var plan = new Argument<string>("B") { HelpName = "B", Description = "New side." };
        // The library asks all arguments for each word: one of them answers.
        old.CompletionSources.Add(context => SideArgument.Items(context.WordToComplete, terminal));
        var json = new Option<bool>("--json") { Description = "Write JSON, format infra.diff/1 (docs/diff-format.md)." };
        var file = OutOption.Create("FILE", "Write to a file, a device or a named pipe instead of standard output.");
        var failOn = new Option<string?>("--fail-on")
        {
            HelpName = "LEVEL",
            Description = "Exit with 4 when a change is of this level or above: danger, caution or any.",
        };
        failOn.AcceptOnlyFromAmong([.. Levels.Keys]);
        command.Add(old);
        command.Add(plan);
        command.Add(json);
        command.Add(file);
        command.Add(failOn);
        Project.Require(command, terminal);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(old),
            parsed.GetRequiredValue(plan),
            parsed.GetValue(json),
            parsed.GetValue(file),
            parsed.GetValue(failOn),
            terminal));
        return command;
    }

    private static async Task<int> RunAsync(
        string old, string plan, bool asJson, string? file, string? failOn, Terminal terminal)
    {
        PlanSource first, second;
        try
        {
            (first, second) = await SideArgument.Sources(terminal)
                .LoadAsync(SideArgument.Parse(old, terminal), SideArgument.Parse(plan, terminal));
        }
        catch (SourceException e)
        {
            return SideArgument.Report(e, terminal);
        }
        foreach (var warning in first.Warnings.Concat(second.Warnings))
        {
            terminal.WriteProblem(warning);
        }
        var diff = PlanDiffer.Between(first.Graph, second.Graph);
        var verdict = Verdict.Of(diff);
        if (file is not null)
        {
            var text = new StringBuilder();
            Write(first, second, diff, verdict, new(text, colored: false));
            OutputFile.WriteAndTell(
                file, asJson ? DiffJson.Write(diff, verdict, CostChange.Of(diff)) : Encoding.UTF8.GetBytes(text.ToString()), terminal);
        }
        else if (asJson)
        {
            terminal.Write(Encoding.UTF8.GetString(DiffJson.Write(diff, verdict, CostChange.Of(diff))));
        }
        else
        {
            Write(first, second, diff, verdict, terminal.Text);
        }
        return failOn is not null && !diff.IsEmpty && verdict.Level >= Levels[failOn] ? ExitCodes.Changes : ExitCodes.Ok;
    }

    private static void Write(PlanSource first, PlanSource second, PlanDiff diff, Verdict verdict, StyledText text)
    {
        text.WriteLine($"from {first.Name} to {second.Name}", TextStyle.Heading);
        DiffView.Write(diff, verdict, text);
    }
}
