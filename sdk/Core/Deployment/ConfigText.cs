using System.Globalization;
using System.Text;

namespace Pulumi;

/// <summary>
/// Reads the configuration in its usual form: one flat JSON object of texts. Starting the library's JSON reader costs a cold process
/// several milliseconds, so it is used for other forms only.
/// </summary>
internal static class ConfigText
{
    /// <summary>Reads all entries; returns false, possibly after some entries, when the text has another form.</summary>
    internal static bool TryRead(string text, Action<string, string> add)
    {
        var at = 0;
        if (!Skip(text, ref at, '{'))
        {
            return false;
        }

        if (Skip(text, ref at, '}'))
        {
            return IsEnd(text, at);
        }

        do
        {
            if (!TryReadText(text, ref at, out var key) || !Skip(text, ref at, ':') || !TryReadText(text, ref at, out var value))
            {
                return false;
            }

            add(key, value);
        }
        while (Skip(text, ref at, ','));

        return Skip(text, ref at, '}') && IsEnd(text, at);
    }

    private static bool TryReadText(string text, ref int at, out string value)
    {
        value = "";
        if (!Skip(text, ref at, '"'))
        {
            return false;
        }

        var read = new StringBuilder();
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"')
            {
                at++;
                value = read.ToString();
                return true;
            }

            if (c < ' ' || (c == '\\' && !TryUnescape(text, ref at, out c)))
            {
                return false;
            }

            read.Append(c);
        }

        return false;
    }

    private static bool TryUnescape(string text, ref int at, out char c)
    {
        c = ++at < text.Length ? text[at] : ' ';
        switch (c)
        {
            case '"' or '\\' or '/':
                return true;
            case 'n':
                c = '\n';
                return true;
            case 't':
                c = '\t';
                return true;
            case 'r':
                c = '\r';
                return true;
            case 'u' when at + 4 < text.Length
                && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                at += 4;
                c = (char)code;
                return true;
            default:
                return false;
        }
    }

    private static bool Skip(string text, ref int at, char expected)
    {
        SkipSpace(text, ref at);
        if (at < text.Length && text[at] == expected)
        {
            at++;
            return true;
        }

        return false;
    }

    private static bool IsEnd(string text, int at)
    {
        SkipSpace(text, ref at);
        return at == text.Length;
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\n' or '\r' or '\t')
        {
            at++;
        }
    }
}
