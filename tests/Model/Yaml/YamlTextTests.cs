using Infra.Model.Yaml;

namespace Infra.Tests.Model.Yaml;

public sealed class YamlTextTests
{
    [Fact]
    public void WritesMapsAndListsAsBlocksInOrder() => Assert.Equal(
        "b:\n- x\n- k: 1\na: {}\nc: []\n",
        YamlText.Write(new OrderedDictionary<string, object>
        {
            ["b"] = new object[] { "x", new Dictionary<string, object> { ["k"] = 1 } },
            ["a"] = new Dictionary<string, object>(),
            ["c"] = Array.Empty<string>(),
        }));

    [Theory]
    [InlineData("true", "'true'")]
    [InlineData("no", "'no'")]
    [InlineData("", "''")]
    [InlineData("1", "'1'")]
    [InlineData("0644", "'0644'")]
    [InlineData("1e3", "'1e3'")]
    [InlineData("12:30", "'12:30'")]
    [InlineData("2026-01-01", "'2026-01-01'")]
    [InlineData("0 */6 * * *", "'0 */6 * * *'")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("plain text", "plain text")]
    [InlineData("node.role=database", "node.role=database")]
    public void TextStaysText(string text, string written) =>
        Assert.Equal($"k: {written}\n", YamlText.Write(new Dictionary<string, object> { ["k"] = text }));

    [Theory]
    [InlineData("a\nb\n", "k: |\n  a\n  b\n")]
    [InlineData("a\nb", "k: |-\n  a\n  b\n")]
    [InlineData("a\n\n", "k: |+\n  a\n\n")]
    [InlineData(" a\nb", "k: |2-\n   a\n  b\n")]
    public void WritesSeveralLinesAsALiteralBlock(string text, string written) =>
        Assert.Equal(written, YamlText.Write(new Dictionary<string, object> { ["k"] = text }));

    [Fact]
    public void WritesBooleansAndNumbersPlain() => Assert.Equal(
        "t: true\ni: 3\nd: 1.5\n", YamlText.Write(new OrderedDictionary<string, object> { ["t"] = true, ["i"] = 3, ["d"] = 1.5 }));

    [Fact]
    public void ReportsWhatYamlCannotHold() =>
        Assert.Contains(
            "DateTime",
            Assert.Throws<ArgumentException>(() => YamlText.Write(new Dictionary<string, object> { ["k"] = DateTime.UnixEpoch })).Message,
            StringComparison.Ordinal);
}
