using System.Globalization;
using Infra.Cli.Output;
using Infra.Tests.Support;

namespace Infra.Tests.Cli;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain, with ümlaut, 漢字 and 😀", "plain, with ümlaut, 漢字 and 😀")]
    [InlineData("", "")]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("over\rwritten\b", @"over\u000dwritten\u0008")]
    [InlineData("a\0b\tc\u007f", @"a\u0000b\u0009c\u007f")]
    [InlineData("c1 \u009b31m", @"c1 \u009b31m")]
    [InlineData("right \u202eto left", @"right \u202eto left")]
    [InlineData("no\u200bwidth\ufeff", @"no\u200bwidth\ufeff")]
    [InlineData("line\u2028and\u2029paragraph", @"line\u2028and\u2029paragraph")]
    [InlineData("first\nsystem.yaml:1: forged", "first\n  system.yaml:1: forged")]
    public void ControlCharactersBecomeEscapes(string text, string shown) => Assert.Equal(shown, Printable.Escape(text));

    [Fact]
    public void LoneSurrogatesBecomeEscapes()
    {
        Assert.Equal(@"\ud83d.", Printable.Escape($"{'\ud83d'}."));
        Assert.Equal(@".\ude00", Printable.Escape($".{'\ude00'}"));
    }

    [Fact]
    public void EachCharacterIsEitherShownOrEscaped()
    {
        for (var c = char.MinValue; c < char.MaxValue; c++)
        {
            var shown = Printable.Escape($"{c}");
            Each.Lacks(shown.Replace('\n', ' '), IsControl);
            Assert.True(shown == (c == '\n' ? "\n  " : $"{c}") || shown == $"\\u{(int)c:x4}", shown);
        }
    }

    private static bool IsControl(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
