using System.Text;
using Infra.Cli.Output;
using Infra.Tests.Support;
using Spectre.Console;

namespace Infra.Tests.Cli;

public sealed class ScreenTests
{
    [Theory]
    [InlineData(0, Screen.DefaultWidth)]
    [InlineData(10, 40)]
    [InlineData(120, 120)]
    public void WidthHasALowerBoundAndADefault(int reported, int width) => Assert.Equal(width, Screen.WidthOf(reported));

    [Fact]
    public void RowIsALineInAPipe()
    {
        var text = Written(width: null);
        Assert.Equal(["name   reason", $"prod   {new string('x', 500)} end", "stage"], text.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void RowWrapsOnAScreenAndLosesNothing()
    {
        var lines = Written(width: 60).Split('\n');
        Assert.True(lines.Length > 9);
        Each.Of(lines, line => Assert.InRange(line.Length, 0, 60));
        Assert.Equal(500, lines.Sum(line => line.Count(c => c == 'x')));
    }

    [Fact]
    public void MarkupAndControlCharactersOfACellAreText()
    {
        var written = new StringBuilder();
        Screen.Write(Screen.Table("[bold]a[/]").AddRow(Screen.Cell("[red]\u001b[/]")), written, width: null, colored: true);
        Assert.Contains(@"[red]\u001b[/]", written.ToString(), StringComparison.Ordinal);
        Assert.Contains("[bold]a[/]", written.ToString(), StringComparison.Ordinal);
    }

    private static string Written(int? width)
    {
        var table = Screen.Table("name", "reason");
        table.AddRow(Screen.Cell("prod"), Screen.Cell($"{new string('x', 500)} end"));
        table.AddRow(Screen.Cell("stage"), Screen.Cell(""));
        var written = new StringBuilder();
        Screen.Write(table, written, width, colored: false);
        return written.ToString();
    }
}
