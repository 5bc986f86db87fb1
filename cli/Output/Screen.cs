using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Infra.Cli.Output;

/// <summary>Layout of trees and tables by Spectre.Console.</summary>
internal static class Screen
{
    /// <summary>Columns that a text is laid out for when nothing else is known.</summary>
    public const int DefaultWidth = 100;

    /// <summary>Columns below which tables are not squeezed any further.</summary>
    private const int NarrowestWidth = 40;

    /// <summary>Columns of a file or a pipe: more than any line has, so that nothing is wrapped or cut.</summary>
    private const int Unlimited = 1_000_000;

    /// <summary>Columns to lay out for on a screen of a reported width, which is 0 where the terminal does not know it.</summary>
    public static int WidthOf(int reported) => reported > 0 ? Math.Max(reported, NarrowestWidth) : DefaultWidth;

    /// <summary>Colours and decorations of a style.</summary>
    public static Style StyleOf(TextStyle style) => style switch
    {
        TextStyle.Heading => new(decoration: Decoration.Bold),
        TextStyle.Aside => new(decoration: Decoration.Dim),
        TextStyle.Protected => new(Color.Green),
        TextStyle.Pending => new(Color.Yellow),
        TextStyle.Danger => new(Color.Red, decoration: Decoration.Bold),
        TextStyle.Added => new(Color.Green),
        TextStyle.Removed => new(Color.Red),
        _ => Style.Plain,
    };

    /// <summary>Writes a tree or a table, and asks neither the process nor its environment for anything.</summary>
    /// <param name="layout">Tree or table.</param>
    /// <param name="written">Text so far.</param>
    /// <param name="width">Columns of a screen; null for a file or a pipe.</param>
    /// <param name="colored">Whether the text may hold escape sequences.</param>
    public static void Write(IRenderable layout, StringBuilder written, int? width, bool colored)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = colored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new() { UseDefaultEnrichers = false },
            EnvironmentVariables = [],
            Out = new WriterOutput(text, width ?? Unlimited),
        });
        console.Profile.Capabilities.Unicode = true;
        console.Write(layout);
        foreach (var line in text.ToString().AsSpan().TrimEnd('\n').EnumerateLines())
        {
            // Cells are padded to the width of their column, the last one too.
            written.Append(line.TrimEnd(' ')).Append('\n');
        }
    }

    /// <summary>Cell of a table or label of a tree, with its control characters escaped.</summary>
    public static Text Cell(string text, TextStyle style = TextStyle.Plain) => new(Printable.Escape(text), StyleOf(style));

    /// <summary>Table with a heading for each column and no border: in a pipe, a row is a line.</summary>
    public static Table Table(params string[] headings)
    {
        var table = new Table().NoBorder();
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(Cell(heading, TextStyle.Heading)).PadLeft(0).PadRight(2));
        }
        return table;
    }

    private sealed class WriterOutput(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = writer;

        public bool IsTerminal => false;

        public int Width { get; } = width;

        public int Height => int.MaxValue;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
