using System.Text;
using Spectre.Console;

namespace Infra.Cli.Output;

/// <summary>
/// Text in styles, without layout. What is not coloured loads nothing of Spectre.Console, which is what the preview can afford
/// (decision 13).
/// </summary>
/// <param name="written">Text so far.</param>
/// <param name="colored">Whether the text may hold escape sequences.</param>
/// <param name="width">Columns of a screen; null for a file or a pipe.</param>
internal sealed class StyledText(StringBuilder written, bool colored, int? width = null)
{
    /// <summary>Columns of a screen, for what is laid out; null for a file or a pipe, where nothing is wrapped or cut.</summary>
    public int? Width { get; } = width;

    /// <summary>Writes text, with its control characters escaped.</summary>
    public void Write(string text, TextStyle style = TextStyle.Plain)
    {
        var shown = Printable.Escape(text);
        if (colored && style != TextStyle.Plain && shown.Length > 0)
        {
            WriteStyled(shown, style);
        }
        else
        {
            written.Append(shown);
        }
    }

    /// <summary>Writes text and ends the line.</summary>
    public void WriteLine(string text, TextStyle style = TextStyle.Plain)
    {
        Write(text, style);
        written.Append('\n');
    }

    /// <summary>Writes a list, its items separated by commas, in lines of the default width.</summary>
    /// <param name="start">Beginning of the first line.</param>
    /// <param name="indent">Beginning of the others.</param>
    /// <param name="items">Items.</param>
    /// <param name="style">Style.</param>
    public void WriteList(string start, string indent, IReadOnlyList<string> items, TextStyle style = TextStyle.Plain)
    {
        var line = start;
        for (var i = 0; i < items.Count; i++)
        {
            var item = i == items.Count - 1 ? items[i] : $"{items[i]},";
            if (line.Length > indent.Length && line.Length + item.Length + 1 > Screen.DefaultWidth)
            {
                WriteLine(line, style);
                line = indent;
            }
            line += line.Length > indent.Length ? $" {item}" : item;
        }
        WriteLine(line, style);
    }

    private void WriteStyled(string text, TextStyle style)
    {
        using var writer = new StringWriter(written);
        new AnsiWriter(writer, new() { Ansi = true, ColorSystem = ColorSystem.Standard }).Write(text, Screen.StyleOf(style));
    }
}
