using Infra.Preview.Cost;
using Infra.Preview.Diff;

namespace Infra.Cli.Output;

/// <summary>
/// Difference of two plans as text: what to look at first, counts, every step with its changed inputs, cost, outputs. On a screen,
/// sentences are wrapped and lines of values are cut at its width.
/// </summary>
internal static class DiffView
{
    private const char Space = ' ';
    private const string Indent = "  ";

    /// <summary>Column of a finding, after its level.</summary>
    private const int Start = 12;

    /// <summary>Lines of steps in a part of a page.</summary>
    private const int MostLines = 40;

    /// <summary>Writes a difference.</summary>
    /// <param name="report">Difference with its judgement.</param>
    /// <param name="text">Text to write to.</param>
    /// <param name="command">Command that shows all steps, so that the gravest are enough here; null (default) for all.</param>
    public static void Write(DiffReport report, StyledText text, string? command = null)
    {
        if (report.Diff.IsEmpty)
        {
            text.WriteLine(Nothing(report, ""));
        }
        WriteChanges(report, text, command);
    }

    /// <summary>Sentence about a difference in which no resource changes.</summary>
    /// <param name="report">Difference.</param>
    /// <param name="from">End of the first clause, as ` from the last commit`; may be empty.</param>
    public static string Nothing(DiffReport report, string from)
    {
        var isIgnored = report.Diff.KeptOut.Any();
        if (report.Files.Count == 0)
        {
            return isIgnored ? $"no planned resource changes{from}" : $"nothing differs{from}";
        }
        var reason = isIgnored ? ""
            : " (a part that is not built yet or not in this phase, or a setting that a phase or another file replaces)";
        return $"no planned resource {(isIgnored ? "changes" : "differs")}{from}; the description does: "
            + $"{string.Join(", ", report.Files)}{reason}";
    }

    /// <summary>Writes what is to be seen of a difference after its first line.</summary>
    /// <param name="report">Difference with its judgement.</param>
    /// <param name="text">Text to write to.</param>
    /// <param name="command">Command that shows all steps, so that the gravest are enough here; null for all.</param>
    public static void WriteChanges(DiffReport report, StyledText text, string? command)
    {
        WriteFindings(report.Verdict, text);
        if (!report.Diff.IsEmpty)
        {
            text.WriteLine(DiffOutline.Counts(report.Diff));
        }
        StepKind? kind = null;
        var blocks = DiffOutline.Of(report.Diff);
        var shown = command is null ? blocks.Count : Fitting(blocks);
        foreach (var block in blocks.Take(shown))
        {
            if (block.Kind != kind)
            {
                PlanView.WriteHeading(DiffOutline.HeadingOf(block.Kind), text);
                kind = block.Kind;
            }
            WriteBlock(block, text);
        }
        if (shown < blocks.Count)
        {
            text.WriteLine("");
            text.WriteLine($"{Listing.Count(blocks.Skip(shown).Sum(block => block.Steps), "more step")}: {command}", TextStyle.Aside);
        }
        var keptOut = DiffOutline.KeptOut(report.Diff);
        if (keptOut.Count > 0)
        {
            PlanView.WriteHeading("ignored: what exists keeps the former value, only new resources get the new one", text);
        }
        foreach (var block in keptOut)
        {
            WriteBlock(block, text);
        }
        WriteCost(report.Cost, text);
        if (report.Diff.Outputs.Count > 0)
        {
            PlanView.WriteHeading("outputs", text);
            foreach (var line in report.Diff.Outputs.SelectMany(output => new ShownChange(output).Lines))
            {
                WriteLine(line, Indent, text);
            }
        }
        if (report.Diff.UncomparedSecrets > 0)
        {
            text.WriteLine($"{Listing.Count(report.Diff.UncomparedSecrets, "secret")} that one side does not tell apart", TextStyle.Aside);
        }
    }

    /// <summary>Number of the first blocks that have room in a part of a page, at least one.</summary>
    private static int Fitting(IReadOnlyList<DiffBlock> blocks)
    {
        var (shown, lines) = (0, 0);
        while (shown < blocks.Count && (shown == 0 || lines + blocks[shown].Lines.Count < MostLines))
        {
            lines += blocks[shown++].Lines.Count + 1;
        }
        return shown;
    }

    private static void WriteFindings(Verdict verdict, StyledText text)
    {
        if (verdict.Findings.Count == 0)
        {
            return;
        }
        text.WriteLine(verdict.Level == FindingLevel.Note ? "worth knowing" : "look at this first", TextStyle.Heading);
        foreach (var finding in verdict.Findings)
        {
            text.Write($"{Indent}{DiffOutline.Word(finding.Level),-8}{Indent}", StyleOf(finding.Level));
            WriteWrapped(finding.Text, text, TextStyle.Plain, Start);
            if (finding.Advice.Length > 0)
            {
                text.Write(new(Space, Start));
                WriteWrapped(finding.Advice, text, TextStyle.Aside, Start);
            }
        }
        text.WriteLine("");
    }

    /// <summary>Writes the rest of a line, and on a screen goes on below its beginning.</summary>
    private static void WriteWrapped(string sentence, StyledText text, TextStyle style, int start)
    {
        var line = "";
        foreach (var word in sentence.Split(' '))
        {
            if (line.Length > 0 && start + line.Length + 1 + word.Length > text.Width)
            {
                text.WriteLine(line, style);
                text.Write(new(Space, start));
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }
        text.WriteLine(line, style);
    }

    private static void WriteBlock(DiffBlock block, StyledText text)
    {
        text.Write($"{Indent}{block.Title}");
        if (block.Aside.Length > 0)
        {
            text.Write(Indent);
            WriteWrapped(block.Aside, text, TextStyle.Aside, block.Title.Length + (2 * Indent.Length));
        }
        else
        {
            text.WriteLine("");
        }
        foreach (var line in block.Lines)
        {
            WriteLine(line, Indent + Indent, text);
        }
    }

    private static void WriteLine(TextLine line, string indent, StyledText text)
    {
        if (line.Mark is Space or '!')
        {
            text.Write(indent);
            WriteWrapped(line.Text, text, line.Mark == '!' ? TextStyle.Danger : TextStyle.Plain, indent.Length + Indent.Length);
            return;
        }
        var shown = line.Mark switch
        {
            ShownChange.Context => $"{indent}{Indent}  {line.Text}",
            '@' => $"{indent}{Indent}...{(line.Text.Length > 0 ? $" {line.Text}" : "")}",
            _ => $"{indent}{Indent}{line.Mark} {line.Text}",
        };
        var style = line.Mark switch
        {
            '+' => TextStyle.Added,
            '-' => TextStyle.Removed,
            '@' or ShownChange.Context => TextStyle.Aside,
            _ => TextStyle.Plain,
        };
        var isTooLong = line.Mark is '+' or '-' or ShownChange.Context && shown.Length > text.Width;
        text.WriteLine(isTooLong ? $"{shown[..(text.Width!.Value - 3)]}..." : shown, style);
    }

    private static void WriteCost(CostChange cost, StyledText text)
    {
        if (cost.IsEmpty)
        {
            return;
        }
        PlanView.WriteHeading(
            $"cost, {cost.Currency} a month without VAT: {CostText.Amount(cost.From)} -> {CostText.Amount(cost.To)}", text);
        foreach (var item in cost.Items)
        {
            text.WriteLine($"{Indent}{CostText.Of(item, PriceList.Hetzner)}");
        }
    }

    private static TextStyle StyleOf(FindingLevel level) => level switch
    {
        FindingLevel.Danger => TextStyle.Danger,
        FindingLevel.Caution => TextStyle.Pending,
        _ => TextStyle.Aside,
    };
}
