using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pulumi;

/// <summary>Writes plain values as JSON in exactly the form of the official SDK's protobuf formatter, including spaces.</summary>
internal static class JsonTextWriter
{
    internal static string Write(object? plain)
    {
        var text = new StringBuilder();
        Write(text, plain);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? plain)
    {
        switch (plain)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                var digits = number.ToString("r", CultureInfo.InvariantCulture);
                _ = double.IsFinite(number) ? text.Append(digits) : text.Append('"').Append(digits).Append('"');
                break;
            case string value:
                WriteString(text, value);
                break;
            case ImmutableArray<object> list:
                WriteList(text, list);
                break;
            case ImmutableDictionary<string, object> map:
                WriteMap(text, map);
                break;
            default:
                throw new InvalidOperationException("Unsupported value when converting to protobuf: " + plain.GetType().FullName);
        }
    }

    private static void WriteList(StringBuilder text, ImmutableArray<object> list)
    {
        text.Append("[ ");
        for (var i = 0; i < list.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(text, list[i]);
        }

        text.Append(list.IsEmpty ? "]" : " ]");
    }

    private static void WriteMap(StringBuilder text, ImmutableDictionary<string, object> map)
    {
        text.Append("{ ");
        var keys = new List<string>(map.Keys);
        keys.Sort(StringComparer.InvariantCulture);
        for (var i = 0; i < keys.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            WriteString(text, keys[i]);
            text.Append(": ");
            Write(text, map[keys[i]]);
        }

        text.Append(map.IsEmpty ? "}" : " }");
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or (>= '\x7f' and <= '\x9f') or '<' or '>' or '\u2028' or '\u2029'
                    => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
