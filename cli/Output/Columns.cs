using System.Text;

namespace Infra.Cli.Output;

/// <summary>Text that fits a width.</summary>
internal static class Columns
{
    /// <summary>The width everything is readable at.</summary>
    public const int Width = 100;

    /// <summary>A text cut in its middle: names differ at their ends.</summary>
    public static string Elide(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }
        if (width < 2)
        {
            return width < 1 ? "" : "…";
        }
        var end = (width - 1) * 2 / 3;
        var start = width - 1 - end;
        return string.Concat(text.AsSpan(0, start), "…", text.AsSpan(text.Length - end));
    }

    /// <summary>Adds items separated by commas, in lines that fit.</summary>
    public static void AddWrapped(StringBuilder text, string indent, IReadOnlyList<string> items)
    {
        var column = Width;
        for (var i = 0; i < items.Count; i++)
        {
            var item = i + 1 < items.Count ? items[i] + "," : items[i];
            if (column + 1 + item.Length > Width)
            {
                if (i > 0)
                {
                    text.Append('\n');
                }
                text.Append(indent);
                column = indent.Length;
            }
            else
            {
                text.Append(' ');
                column++;
            }
            text.Append(item);
            column += item.Length;
        }
        if (items.Count > 0)
        {
            text.Append('\n');
        }
    }
}
