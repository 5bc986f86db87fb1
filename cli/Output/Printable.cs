using System.Globalization;
using System.Text;

namespace Infra.Cli.Output;

/// <summary>Texts that a terminal shows and does not obey.</summary>
internal static class Printable
{
    /// <summary>
    /// Replaces control characters, direction marks and lone surrogates by escapes such as `\u001b`. A line feed stays, and the next
    /// line is indented, so that no part of a value can pass for a message of its own.
    /// </summary>
    public static string Escape(string text)
    {
        var first = 0;
        while (first < text.Length && !IsHidden(text, first))
        {
            first++;
        }
        if (first == text.Length)
        {
            return text;
        }
        var shown = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                shown.Append("\n  ");
            }
            else if (IsHidden(text, i))
            {
                shown.Append($"\\u{(int)text[i]:x4}");
            }
            else
            {
                shown.Append(text[i]);
            }
        }
        return shown.ToString();
    }

    private static bool IsHidden(string text, int at)
    {
        var c = text[at];
        if (c is >= ' ' and < '\u007f')
        {
            return false;
        }
        return char.IsSurrogate(c)
            ? !IsPaired(text, at)
            : char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }

    private static bool IsPaired(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
