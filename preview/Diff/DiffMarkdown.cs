using System.Globalization;
using System.Text;
using Infra.Preview.Cost;

namespace Infra.Preview.Diff;

/// <summary>
/// Differences as one comment of a pull request: for each stack its verdict, counts, findings and cost, and the steps folded below. It
/// begins with a marker by which the comment is found and updated in place.
/// </summary>
public static class DiffMarkdown
{
    /// <summary>First line of every comment.</summary>
    public const string Marker = "<!-- infra-diff -->";

    /// <summary>Characters that a comment never exceeds; GitHub refuses more than 65,536.</summary>
    public const int Most = 60_000;

    /// <summary>Characters that are kept for the steps, so that many findings do not take them all.</summary>
    private const int ForSteps = 20_000;

    private const string EndOfDetails = "\n</details>\n";

    /// <summary>Writes the comment.</summary>
    /// <param name="reports">Differences, one for each stack. What is unchanged is one line.</param>
    public static string Write(IReadOnlyList<DiffReport> reports)
    {
        var written = new StringBuilder(Marker).Append('\n');
        var changed = reports.Where(report => !report.Diff.IsEmpty).ToList();
        var unchanged = reports.Where(report => report.Diff.IsEmpty).Select(report => MarkdownText.Escape(Cut(report.New))).ToList();
        if (unchanged.Count > 0)
        {
            written.Append(CultureInfo.InvariantCulture, $"Nothing differs: {Cut(string.Join(", ", unchanged), 2_000)}\n");
        }
        var summaries = changed.Count == 0 ? 0 : (Most - ForSteps - written.Length) / changed.Count;
        var texts = changed.ConvertAll(report => Summary(report, summaries));
        // What one stack leaves of its share is for the next ones.
        var left = Most - written.Length - texts.Sum(text => text.Length);
        for (var i = 0; i < changed.Count; i++)
        {
            var details = Details(changed[i], left / (changed.Count - i));
            left -= details.Length;
            written.Append(texts[i]).Append(details);
        }
        return written.ToString();
    }

    private static string Summary(DiffReport report, int most)
    {
        var text = new StringBuilder();
        var title = $"{MarkdownText.Escape(Cut(report.Old))} → {MarkdownText.Escape(Cut(report.New))}";
        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"**{DiffOutline.Word(report.Verdict.Level)}**: {DiffOutline.Counts(report.Diff)}");
        if (!report.Cost.IsEmpty)
        {
            text.Append("; ").Append(CultureInfo.InvariantCulture, $"{report.Cost.Currency} {CostText.Amount(report.Cost.From)}")
                .Append(CultureInfo.InvariantCulture, $" → {CostText.Amount(report.Cost.To)} a month");
        }
        text.Append("\n\n");
        var shown = 0;
        foreach (var finding in report.Verdict.Findings)
        {
            var advice = finding.Advice.Length > 0 ? $"<br>{MarkdownText.Escape(Cut(finding.Advice))}" : "";
            var line = $"- **{DiffOutline.Word(finding.Level)}** {MarkdownText.Escape(Cut(finding.Text))}{advice}\n";
            if (text.Length + line.Length > most - 100)
            {
                break;
            }
            text.Append(line);
            shown++;
        }
        if (shown < report.Verdict.Findings.Count)
        {
            text.Append(CultureInfo.InvariantCulture, $"- and {report.Verdict.Findings.Count - shown} more, less grave\n");
        }
        return text.ToString();
    }

    /// <summary>Steps, the gravest first; those that have no room are counted.</summary>
    private static string Details(DiffReport report, int most)
    {
        var blocks = DiffOutline.Of(report.Diff);
        var body = new StringBuilder();
        // The fences grow with the backticks in the block, which are in its length.
        var room = most - 600;
        var shown = 0;
        foreach (var block in blocks)
        {
            var text = Block(block);
            var fence = MarkdownText.Fence(text);
            if (body.Length + text.Length + (2 * fence.Length) > room)
            {
                break;
            }
            body.Append(text);
            shown++;
        }
        var left = blocks.Skip(shown).Where(block => block.Steps > 0).GroupBy(block => block.Kind)
            .Select(group => $"{group.Sum(block => block.Steps)} {DiffOutline.Word(group.Key)}").ToList();
        var more = left.Count == 0 ? "" :
            $"\nNot shown, because the comment would be too long: {string.Join(", ", left)}. "
            + "`dotnet run --project cli -- diff` shows all.\n";
        if (body.Length == 0)
        {
            return most < 600 ? "" : more;
        }
        var outer = MarkdownText.Fence(body.ToString());
        return $"\n<details><summary>Steps</summary>\n\n{outer}diff\n{body}{outer}\n{EndOfDetails}{more}";
    }

    private static string Block(DiffBlock block)
    {
        var text = new StringBuilder();
        var mark = block.Kind switch
        {
            StepKind.Create => '+',
            StepKind.Delete or StepKind.Refuse => '-',
            _ => '!',
        };
        text.Append(CultureInfo.InvariantCulture, $"{mark} {DiffOutline.HeadingOf(block.Kind)} {MarkdownText.Line(block.Title)}");
        text.Append(block.Aside.Length > 0 ? $"  {MarkdownText.Line(block.Aside)}\n" : "\n");
        foreach (var line in block.Lines)
        {
            text.Append(line.Mark switch
            {
                '+' or '-' => $"{line.Mark}     {MarkdownText.Line(line.Text)}\n",
                '!' => $"-   {MarkdownText.Line(line.Text)}\n",
                ShownChange.Context => $"      {MarkdownText.Line(line.Text)}\n",
                '@' => $"      ...{(line.Text.Length > 0 ? $" {MarkdownText.Line(line.Text)}" : "")}\n",
                _ => $"    {MarkdownText.Line(line.Text)}\n",
            });
        }
        return text.ToString();
    }

    private static string Cut(string text, int most = 500) => text.Length <= most ? text : $"{text[..most]}...";
}
