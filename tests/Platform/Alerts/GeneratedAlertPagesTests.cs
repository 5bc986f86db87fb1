using System.Text;
using Infra.Model;
using Infra.Model.Documentation;
using Infra.Monitoring;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

/// <summary>The pages of alerts: one for every signal, and the table of all of them.</summary>
public sealed class GeneratedAlertPagesTests
{
    private const string Begin = "<!-- signals -->\n";
    private const string End = "<!-- end -->\n";

    private static readonly string Folder = Repository.File("docs", "runbooks", "alerts");

    private static readonly string[] Headings =
        ["## Meaning", "## Look first", "## Causes, and what to do", "## Over when", "## Can it wait?"];

    private static IEnumerable<string> Pages =>
        Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    [Fact]
    public void EveryRuleHasAPageAndEveryPageARule() => Assert.Equal(
        PlannedAlerts.Rules.Select(rule => $"{rule.Runbook}.md").Distinct().Order(StringComparer.Ordinal),
        Pages);

    [Fact]
    public void PagesHaveTheSameHeadings() => Each.Of(Pages, page =>
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, page));
        Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
        Assert.Equal(Headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.InRange(lines.Length, 20, 50);
    });

    [Fact]
    public void TableOfSignalsIsUpToDate()
    {
        var page = File.ReadAllText(Repository.File("docs", "alerts.md"));
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        Approved.Matches($"{page[..begin]}{Table()}{page[end..]}", "docs", "alerts.md");
    }

    private static string Table()
    {
        var docs = SettingDocs.Parse(File.ReadAllText(Path.ChangeExtension(typeof(SystemSpec).Assembly.Location, ".xml")));
        var table = new StringBuilder(
            "| signal | value | usual alert | threshold | for | severity | page |\n|---|---|---|---|---|---|---|\n");
        foreach (var usual in UsualAlerts.All)
        {
            var signal = usual.Signal.ToString();
            var page = AlertList.PageOf(usual.Signal);
            var title = File.ReadLines(Path.Combine(Folder, $"{page}.md")).First()[2..];
            var meaning = docs.Of(typeof(AlertSignal), signal).TrimEnd('.');
            var severity = usual.Severity.ToString().ToLowerInvariant();
            table.Append(
                $"| `{char.ToLowerInvariant(signal[0])}{signal[1..]}` | {meaning} | `{usual.Name}` | {AlertList.Number(usual.Threshold)} "
                + $"| {usual.For} | {severity} | [{title}](runbooks/alerts/{page}.md) |\n");
        }

        return table.ToString();
    }
}
