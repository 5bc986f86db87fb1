using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Infra.Cli.Output;
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
            MoreExitCodes = ExitCodes.ChangesExplanation,
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
        var markdown = new Option<bool>("--markdown")
        {
            Description = "Write Markdown for a comment of a pull request, under 60,000 characters.",
        };
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
        command.Add(markdown);
        command.Add(file);
        command.Add(failOn);
        command.Validators.Add(result =>
        {
            if (result.GetResult(old) is { Tokens.Count: > 0 } && result.GetResult(plan) is null or { Tokens.Count: 0 })
            {
                result.AddError("B: missing; give two sides, as diff prod:HEAD prod");
                return;
            }
            if (result.GetValue(json) && result.GetValue(markdown))
            {
                result.AddError("--markdown: not with --json; write one of the two");
            }
        });
        Project.Require(command, terminal);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(old),
            parsed.GetRequiredValue(plan),
            parsed.GetValue(json) ? Form.Json : parsed.GetValue(markdown) ? Form.Markdown : Form.Text,
            parsed.GetValue(file),
            parsed.GetValue(failOn),
            terminal));
        return command;
    }

    private static async Task<int> RunAsync(
        string old, string plan, Form form, string? file, string? failOn, Terminal terminal)
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
        SideArgument.WriteWarnings(first, second, terminal);
        var report = DiffReport.Of(
            first.Name, second.Name, PlanDiffer.Between(first.Graph, second.Graph), second.Described ?? first.Described);
        if (report.Diff.IsEmpty)
        {
            report = report with { Files = SideArgument.Files(old, plan, second.Graph.Header, terminal) };
        }
        if (file is not null)
        {
            var text = new StringBuilder();
            Write(report, form, text, new(text, colored: false));
            OutputFile.WriteAndTell(file, Encoding.UTF8.GetBytes(text.ToString()), terminal);
        }
        else if (form == Form.Text)
        {
            Write(report, terminal.Text);
        }
        else
        {
            terminal.Write(Serialized(report, form));
        }
        var isReached = failOn is not null && (failOn == Any ? !report.Diff.IsEmpty : report.Verdict.Level >= Levels[failOn]);
        return isReached ? ExitCodes.Changes : ExitCodes.Ok;
    }

    private static void Write(DiffReport report, Form form, StringBuilder written, StyledText text)
    {
        if (form == Form.Text)
        {
            Write(report, text);
        }
        else
        {
            written.Append(Serialized(report, form));
        }
    }

    /// <summary>Writes a difference as text, its sides first.</summary>
    internal static void Write(DiffReport report, StyledText text)
    {
        text.WriteLine($"from {report.Old} to {report.New}", TextStyle.Heading);
        if (report.IsOfTwoStacks)
        {
            text.WriteLine(
                "these are two stacks: no run goes from one to the other, and the steps only say how they differ", TextStyle.Aside);
        }
        DiffView.Write(report, text);
    }

    private static string Serialized(DiffReport report, Form form) => form == Form.Json
        ? Encoding.UTF8.GetString(DiffJson.Write(report.Diff, report.Verdict, report.Cost))
        : DiffMarkdown.Write([report]);

    private enum Form
    {
        Text,
        Json,
        Markdown,
    }
}
