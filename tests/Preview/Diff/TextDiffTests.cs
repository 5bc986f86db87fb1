using Infra.Preview.Diff;
using Infra.Preview.Graph;

namespace Infra.Tests.Preview.Diff;

public sealed class TextDiffTests
{
    [Fact]
    public void ShowsTwoLinesOfContext() =>
        Assert.Equal("@1 line\n b\n c\n-d\n+D\n e\n f\n@2 lines", Diff("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nD\ne\nf\ng\nh\n"));

    [Theory]
    [InlineData("a\nb\nc\nd\ne\nf\n", "A\nb\nc\nd\ne\nF\n", "-a\n+A\n b\n c\n d\n e\n-f\n+F")]
    [InlineData("a\nb\nc\nd\ne\nf\ng\n", "A\nb\nc\nd\ne\nf\nG\n", "-a\n+A\n b\n c\n@1 line\n e\n f\n-g\n+G")]
    [InlineData("a\n", "a\nb\n", " a\n+b")]
    [InlineData("a\nb\n", "b\n", "-a\n b")]
    [InlineData("a\r\nb", "a\nb", "-a\r\n+a\n b")]
    [InlineData("", "a\nb", "+a\n+b")]
    public void LeavesOutWhatIsFarFromChanges(string old, string text, string lines) => Assert.Equal(lines, Diff(old, text));

    [Theory]
    [InlineData("one", "two")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("{a}", "{b}")]
    public void HasNoLinesForTextsOfOneLine(string old, string text) => Assert.Empty(TextDiff.Between(old, text));

    [Fact]
    public void ComparesJsonDocumentsInOneLayout() =>
        Assert.Equal(
            " {\n   \"a\": 1,\n-  \"b\": \"ü\"\n+  \"b\": \"ö\"\n }", Diff("{\"a\":1,\"b\":\"ü\"}", "{ \"a\": 1, \"b\": \"ö\" }"));

    [Theory]
    [InlineData("x", "{\"a\": 1, \"b\": 2}", "{\n  \"b\": 2,\n  \"a\": 1\n}", true)]
    [InlineData("x", "{\"a\": 1}", "{\"a\": 2}", false)]
    [InlineData("x", "{a", "{b}", false)]
    [InlineData("valuesContent", "a: 1\nb: [x, why]\n", "# note\nb:\n- x\n- \"why\"\na: 1", true)]
    [InlineData("app.yaml", "a: yes\n", "a: 'yes'\n", false)]
    [InlineData("app.yaml", "a: 1\n", "a: '1'\n", false)]
    [InlineData("app.yaml", "a: [1, 2]\n", "a: [2, 1]\n", false)]
    [InlineData("app.yaml", "a: {b: 1}\n", "a: {c: 1}\n", false)]
    [InlineData("app.yaml", "a: 1\n---\nb: 1\n", "a: 1\n", false)]
    [InlineData("app.yaml", "a: [\n", "a: [ \n", false)]
    [InlineData("userData", "#cloud-config\na: 1\n", "#cloud-config\n\na:  1\n", true)]
    [InlineData("app.conf", "a: 1\n", "a:  1\n", false)]
    [InlineData("script", "set -e\nrun\n", "set -e\n\nrun\n", false)]
    public void KnowsDocumentsOfEqualContent(string field, string old, string text, bool isSame)
    {
        var change = Assert.Single(
            ValueDiffer.Between(PlanValueOf(field, old), PlanValueOf(field, text)));
        Assert.Equal(isSame, change.KeepsMeaning);
        Assert.Equal(ChangeEffect.Update, change.Effect);
    }

    private static PlanValue PlanValueOf(string field, string text) =>
        PlanValue.OfMap([field], [PlanValue.OfText(text)]);

    private static string Diff(string old, string text) =>
        string.Join('\n', TextDiff.Between(old, text).Select(line => line.Mark + line.Text));
}
