using System.Globalization;
using System.Text;

namespace Infra.Preview.Diff;

/// <summary>Texts in Markdown that show what they are, and neither format, link, mention nor run anything.</summary>
internal static class MarkdownText
{
    /// <summary>Text within a sentence. Letters after `@` and `#` are kept apart from them by an invisible character.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                escaped.Append(rune.Value == '\n' ? " " : $"\\\\u{rune.Value:x4}");
            }
            else if (rune.Value is '<' or '>' or '&')
            {
                escaped.Append(rune.Value == '<' ? "&lt;" : rune.Value == '>' ? "&gt;" : "&amp;");
            }
            else if (rune.Value is '@' or '#')
            {
                escaped.Append((char)rune.Value).Append("&#8203;");
            }
            else if (rune.Value is '`' or '*' or '_' or '[' or ']' or '\\' or '|' or '~' or '$')
            {
                escaped.Append('\\').Append((char)rune.Value);
            }
            else
            {
                escaped.Append(rune.ToString());
            }
        }
        // An address becomes a link by itself.
        return escaped.ToString()
            .Replace("://", ":&#8203;//", StringComparison.Ordinal)
            .Replace("www.", "www&#8203;.", StringComparison.Ordinal);
    }

    /// <summary>Line within a fenced block.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != '\t' && IsHidden(rune))
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                line.Append(rune.ToString());
            }
        }
        return line.ToString();
    }

    /// <summary>Fence that no line of a block ends: longer than every run of backticks in it.</summary>
    public static string Fence(string block)
    {
        var (longest, run) = (2, 0);
        foreach (var character in block)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return new('`', longest + 1);
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
