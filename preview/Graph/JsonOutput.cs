using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Preview.Graph;

/// <summary>Writes the parts that the project's JSON formats have in common, in one layout.</summary>
internal static class JsonOutput
{
    /// <summary>Indented by two, with line feeds and readable texts.</summary>
    public static JsonWriterOptions Layout { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A document as UTF-8, ending in a line feed.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            write(writer);
        }
        var bytes = new byte[buffer.WrittenCount + 1];
        buffer.WrittenSpan.CopyTo(bytes);
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>Name of an enum value, in camel case.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Writes a list of texts.</summary>
    public static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            writer.WriteStringValue(values[i]);
        }
        writer.WriteEndArray();
    }

    /// <summary>Writes the fields of a plan's header into the open object.</summary>
    public static void WriteHeader(Utf8JsonWriter writer, PlanHeader header)
    {
        writer.WriteString("stack", header.Stack);
        writer.WriteString("system", header.System);
        writer.WriteString("environment", header.Environment);
        writer.WriteString("phase", header.Phase);
    }

    /// <summary>Writes a value of a plan.</summary>
    public static void WriteValue(Utf8JsonWriter writer, PlanValue value)
    {
        switch (value.Kind)
        {
            case PlanValueKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case PlanValueKind.Truth:
                writer.WriteBooleanValue(value.IsTrue);
                break;
            case PlanValueKind.Number:
                WriteNumber(writer, value.Number);
                break;
            case PlanValueKind.List:
                writer.WriteStartArray();
                for (var i = 0; i < value.Items.Count; i++)
                {
                    WriteValue(writer, value.Items[i]);
                }
                writer.WriteEndArray();
                break;
            case PlanValueKind.Map:
                writer.WriteStartObject();
                for (var i = 0; i < value.Keys.Count; i++)
                {
                    writer.WritePropertyName(value.Keys[i]);
                    WriteValue(writer, value.Items[i]);
                }
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    /// <summary>Writes a number. JSON has no NaN and no infinities, so these are written as text.</summary>
    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteStringValue(number.ToString());
        }
        else if (Math.Abs(number) < 1e15 && number == Math.Truncate(number))
        {
            writer.WriteNumberValue((long)number);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }
}
