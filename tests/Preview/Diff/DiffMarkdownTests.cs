using System.Text.RegularExpressions;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff;

public sealed partial class DiffMarkdownTests
{
    private const StringComparison Exact = StringComparison.Ordinal;
    private const string Map = "kubernetes:core/v1:ConfigMap";
    private const string Claim = "kubernetes:core/v1:PersistentVolumeClaim";

    [Fact]
    public void CommentBeginsWithItsMarkerAndTheVerdict()
    {
        var text = Written(Of(Resource(Claim, "data", "metadata: {name: data, namespace: n}")), Of());
        Assert.StartsWith(
            "<!-- infra-diff -->\n\n### old → new\n\n**danger**: 1 deleted\n\n- **danger** PersistentVolumeClaim n/data is deleted",
            text,
            Exact);
        Assert.Contains("\n<details><summary>Steps</summary>\n\n```diff\n- deleted data  PersistentVolumeClaim\n```\n", text, Exact);
    }

    [Fact]
    public void StacksShareOneComment()
    {
        var same = DiffReport.Of("main", "dev", PlanDiffer.Between(Of(), Of()));
        var other = DiffReport.Of("main", "prod", PlanDiffer.Between(Of(), Of(Resource(Map, "a", "data: {}"))));
        var text = DiffMarkdown.Write([same, other]);
        Assert.StartsWith("<!-- infra-diff -->\nNothing differs: dev\n\n### main → prod\n", text, Exact);
        Assert.Equal(2, text.Split(DiffMarkdown.Marker).Length);
    }

    [Theory]
    [InlineData("@everyone")]
    [InlineData("<img src=x>")]
    [InlineData("</details>")]
    [InlineData("`code`")]
    [InlineData("[link](https://example.org)")]
    [InlineData("<!-- infra-diff -->")]
    [InlineData("#1")]
    public void NamesInSentencesDoNothing(string name)
    {
        var plan = Of(Resource(Claim, "data", $"metadata: {{name: '{name}', namespace: n}}"));
        var text = Outside(Written(plan, Of()));
        Assert.DoesNotContain(name, text, Exact);
    }

    [Fact]
    public void ValuesDoNotEndTheirBlock()
    {
        var text = Written(
            Of(Resource(Map, "a", "data: {x: \"a\\n```\\n</details>@all\\n\"}")),
            Of(Resource(Map, "a", "data: {x: \"b\\n```\\n</details>@all\\n\"}")));
        Assert.Contains("\n````diff\n", text, Exact);
        Assert.DoesNotContain("@all", Outside(text), Exact);
    }

    [Fact]
    public void ControlCharactersAreEscaped() => Assert.Contains(
        "\\u001b[31m",
        Written(Of(Resource(Map, "a", "data: {x: a}")), Of(Resource(Map, "a", "data: {x: \"\\e[31m\"}"))),
        Exact);

    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(5, 700)]
    [InlineData(40, 100)]
    public void CommentStaysBelowItsLimitAndSaysWhatIsLeftOut(int stacks, int resources)
    {
        var old = Of([.. Enumerable.Range(0, resources).SelectMany(i => Pair(i, "old"))]);
        var now = Of([.. Enumerable.Range(0, resources).Select(i => Pair(i, "new")[0])]);
        var report = DiffReport.Of("old", "new", PlanDiffer.Between(old, now));
        var text = DiffMarkdown.Write([.. Enumerable.Repeat(report, stacks)]);
        Assert.InRange(text.Length, 20_000, DiffMarkdown.Most);
        Assert.Contains("Not shown, because the comment would be too long: ", text, Exact);
        Assert.Contains(" more, less grave\n", text, Exact);
        Assert.Equal(stacks, text.Split("### ").Length - 1);
    }

    [Fact]
    public void LongNamesDoNotBreakTheLimit()
    {
        var report = DiffReport.Of(new('`', 100_000), new('<', 100_000), PlanDiffer.Between(Of(), Of(Resource(Map, "a"))));
        Assert.InRange(DiffMarkdown.Write([report]).Length, 100, DiffMarkdown.Most);
    }

    private static PlanResource[] Pair(int i, string value) =>
    [
        Resource(Map, $"map-{i}", $"data: {{a{i}: {value}-{new string('x', 80)}}}"),
        Resource(Claim, $"claim-{i}", $"metadata: {{name: claim-{i}, namespace: n}}"),
    ];

    private static string Written(PlanGraph old, PlanGraph plan) =>
        DiffMarkdown.Write([DiffReport.Of("old", "new", PlanDiffer.Between(old, plan))]);

    /// <summary>Text outside fenced blocks.</summary>
    private static string Outside(string text) =>
        Fenced().Replace(text[DiffMarkdown.Marker.Length..], "").Replace("\n</details>\n", "", Exact);

    [GeneratedRegex("^(`{3,})diff\n.*?^\\1\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
