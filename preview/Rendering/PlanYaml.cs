using System.Globalization;
using System.Text;
using Infra.Preview.Graph;

namespace Infra.Preview.Rendering;

/// <summary>
/// Plan values as YAML 1.2 that YAML 1.1 readers understand the same way: block style, keys in the order given, whatever could be read as
/// something else than a text quoted, several lines as literal blocks.
/// </summary>
public static class PlanYaml
{
    private const string Step = "  ";

    /// <summary>Words that one of the YAML versions reads as a truth or as no value.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "infinity" };

    private static readonly string[] HeadOfObject = ["apiVersion", "kind", "metadata"];

    /// <summary>A document without markers, ending in a line feed; the keys of a Kubernetes object in their usual order.</summary>
    public static string Document(PlanValue value)
    {
        var text = new StringBuilder();
        switch (value.Kind)
        {
            case PlanValueKind.Map when value.Keys.Count > 0:
                WriteMap(text, value, "", first: null, OrderOf(value));
                break;
            case PlanValueKind.List when value.Items.Count > 0:
                WriteList(text, value, "");
                break;
            default:
                WriteInline(text, value, "");
                text.Append('\n');
                break;
        }
        return text.ToString();
    }

    private static List<int> OrderOf(PlanValue map)
    {
        var order = new List<int>(map.Keys.Count);
        foreach (var head in HeadOfObject)
        {
            for (var i = 0; i < map.Keys.Count; i++)
            {
                if (map.Keys[i] == head)
                {
                    order.Add(i);
                }
            }
        }
        for (var i = 0; i < map.Keys.Count; i++)
        {
            if (!order.Contains(i))
            {
                order.Add(i);
            }
        }
        return order;
    }

    private static void WriteMap(StringBuilder text, PlanValue map, string indent, string? first, List<int>? order = null)
    {
        for (var i = 0; i < map.Keys.Count; i++)
        {
            var at = order is null ? i : order[i];
            text.Append(i == 0 && first is not null ? first : indent);
            WriteScalar(text, map.Keys[at]);
            text.Append(':');
            WriteBelow(text, map.Items[at], indent, listIndent: indent);
        }
    }

    private static void WriteList(StringBuilder text, PlanValue list, string indent)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            if (item.Kind == PlanValueKind.Map && item.Keys.Count > 0)
            {
                WriteMap(text, item, indent + Step, first: indent + "- ");
                continue;
            }
            text.Append(indent).Append('-');
            WriteBelow(text, item, indent, listIndent: indent + Step);
        }
    }

    /// <summary>The value behind a `key:` or a `-`, on the same line or below.</summary>
    private static void WriteBelow(StringBuilder text, PlanValue value, string indent, string listIndent)
    {
        if (value.Kind == PlanValueKind.Map && value.Keys.Count > 0)
        {
            text.Append('\n');
            WriteMap(text, value, indent + Step, first: null);
        }
        else if (value.Kind == PlanValueKind.List && value.Items.Count > 0)
        {
            text.Append('\n');
            WriteList(text, value, listIndent);
        }
        else
        {
            text.Append(' ');
            WriteInline(text, value, indent);
            if (text[^1] != '\n')
            {
                text.Append('\n');
            }
        }
    }

    private static void WriteInline(StringBuilder text, PlanValue value, string indent)
    {
        switch (value.Kind)
        {
            case PlanValueKind.Text when IsBlock(value.Text):
                WriteBlock(text, value.Text, indent + Step);
                break;
            case PlanValueKind.Text:
                WriteScalar(text, value.Text);
                break;
            case PlanValueKind.Truth:
                text.Append(value.IsTrue ? "true" : "false");
                break;
            case PlanValueKind.Number:
                WriteNumber(text, value.Number);
                break;
            case PlanValueKind.List:
                text.Append("[]");
                break;
            case PlanValueKind.Map:
                text.Append("{}");
                break;
            default:
                text.Append("null");
                break;
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
