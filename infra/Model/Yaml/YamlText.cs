using System.Collections;
using System.Globalization;
using System.Text;

namespace Infra.Model.Yaml;

/// <summary>
/// Plain values as YAML 1.2 that YAML 1.1 readers understand the same way: block style, keys in the order given, whatever could
/// be read as something else than a text quoted, several lines as literal blocks. Maps are dictionaries with text keys; leaves
/// are texts, truths, numbers and null. Written by hand: YamlDotNet's emitter would cost a cold preview as much as the model's
/// whole loading.
/// </summary>
public static class YamlText
{
    private const string Step = "  ";

    /// <summary>Words that one of the YAML versions reads as a truth or as no value.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "infinity" };

    /// <summary>A document without markers, ending in a line feed.</summary>
    /// <exception cref="ArgumentException">The value holds something else than listed above.</exception>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        if (value is IReadOnlyDictionary<string, object> { Count: > 0 } map)
        {
            WriteMap(text, map, "", first: null);
        }
        else if (IsList(value, out var list) && list.Count > 0)
        {
            WriteList(text, list, "");
        }
        else
        {
            WriteInline(text, value, "");
            EndLine(text);
        }

        return text.ToString();
    }

    private static bool IsList(object? value, out ICollection list)
    {
        list = value as ICollection ?? Array.Empty<object>();
        return value is ICollection and not IReadOnlyDictionary<string, object>;
    }

    private static void WriteMap(StringBuilder text, IReadOnlyDictionary<string, object> map, string indent, string? first)
    {
        foreach (var (key, value) in map)
        {
            text.Append(first ?? indent);
            first = null;
            WriteScalar(text, key);
            text.Append(':');
            WriteBelow(text, value, indent, listIndent: indent);
        }
    }

    private static void WriteList(StringBuilder text, ICollection list, string indent)
    {
        foreach (var item in list)
        {
            if (item is IReadOnlyDictionary<string, object> { Count: > 0 } map)
            {
                WriteMap(text, map, indent + Step, first: indent + "- ");
                continue;
            }

            text.Append(indent).Append('-');
            WriteBelow(text, item, indent, listIndent: indent + Step);
        }
    }

    /// <summary>The value behind a `key:` or a `-`, on the same line or below.</summary>
    private static void WriteBelow(StringBuilder text, object? value, string indent, string listIndent)
    {
        if (value is IReadOnlyDictionary<string, object> { Count: > 0 } map)
        {
            text.Append('\n');
            WriteMap(text, map, indent + Step, first: null);
        }
        else if (IsList(value, out var list) && list.Count > 0)
        {
            text.Append('\n');
            WriteList(text, list, listIndent);
        }
        else
        {
            text.Append(' ');
            WriteInline(text, value, indent);
            EndLine(text);
        }
    }

    private static void EndLine(StringBuilder text)
    {
        if (text[^1] != '\n')
        {
            text.Append('\n');
        }
    }

    private static void WriteInline(StringBuilder text, object? value, string indent)
    {
        switch (value)
        {
            case string block when IsBlock(block):
                WriteBlock(text, block, indent + Step);
                break;
            case string scalar:
                WriteScalar(text, scalar);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case int or long:
                text.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                WriteNumber(text, number);
                break;
            case IReadOnlyDictionary<string, object>:
                text.Append("{}");
                break;
            case ICollection:
                text.Append("[]");
                break;
            case null:
                text.Append("null");
                break;
            default:
                throw new ArgumentException($"cannot write a {value.GetType().Name} as YAML", nameof(value));
        }
    }

    private static void WriteNumber(StringBuilder text, double number)
    {
        if (double.IsNaN(number))
        {
            text.Append(".nan");
        }
        else if (double.IsInfinity(number))
        {
            text.Append(number > 0 ? ".inf" : "-.inf");
        }
        else if (Math.Abs(number) < 1e15 && number == Math.Truncate(number))
        {
            text.Append((long)number);
        }
        else
        {
            // 1E-07 is a number in YAML only with a point in it.
            var digits = number.ToString("R", CultureInfo.InvariantCulture);
            var exponent = digits.IndexOf('E', StringComparison.Ordinal);
            text.Append(exponent >= 0 && !digits.Contains('.', StringComparison.Ordinal) ? digits.Insert(exponent, ".0") : digits);
        }
    }

    /// <summary>A literal block keeps every line as it is; it can hold neither control characters nor a text of line feeds alone.</summary>
    private static bool IsBlock(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || text.AsSpan().Trim('\n').IsEmpty)
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\t') && !IsPrintable(text, i))
            {
                return false;
            }
        }
        return true;
    }

    private static void WriteBlock(StringBuilder text, string value, string indent)
    {
        text.Append('|');
        if (value[0] is ' ' or '\n' or '\t')
        {
            text.Append(Step.Length);
        }
        if (value[^1] != '\n')
        {
            text.Append('-');
        }
        else if (value.Length > 1 && value[^2] == '\n')
        {
            text.Append('+');
        }
        text.Append('\n');
        var at = 0;
        while (at < value.Length)
        {
            var end = value.IndexOf('\n', at);
            if (end < 0)
            {
                end = value.Length;
            }
            if (end > at)
            {
                text.Append(indent).Append(value, at, end - at);
            }
            text.Append('\n');
            at = end + 1;
        }
    }

    private static void WriteScalar(StringBuilder text, string value)
    {
        if (IsPlain(value))
        {
            text.Append(value);
        }
        else if (IsQuotable(value))
        {
            text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
        }
        else
        {
            WriteEscaped(text, value);
        }
    }

    /// <summary>Narrower than YAML: begins with a letter, a slash or an underscore and holds nothing that means something anywhere.</summary>
    private static bool IsPlain(string value)
    {
        if (value.Length == 0 || !(char.IsAsciiLetter(value[0]) || value[0] is '/' or '_') || value[^1] is ' ' or ':' || Words.Contains(value))
        {
            return false;
        }
        for (var i = 1; i < value.Length; i++)
        {
            var c = value[i];
            var fine = char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-' or '+' or '=' or '@' or '(' or ')' or ' ' or ';' or '$' or '<' or '>' or '~'
                || (c == ':' && value[i + 1] != ' ');
            if (!fine)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsQuotable(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!IsPrintable(value, i))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsPrintable(string text, int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c))
        {
            return at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
        }
        if (char.IsLowSurrogate(c))
        {
            return at > 0 && char.IsHighSurrogate(text[at - 1]);
        }
        return c is >= ' ' and not ('\u007f' or '\ufeff' or '\ufffe' or '\uffff') && c is not (>= '\u0080' and <= '\u009f') && c is not ('\u2028' or '\u2029');
    }

    private static void WriteEscaped(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    if (IsPrintable(value, i))
                    {
                        text.Append(c);
                    }
                    else
                    {
                        text.Append("\\u").Append(((int)c).ToString("x4"));
                    }
                    break;
            }
        }
        text.Append('"');
    }
}
