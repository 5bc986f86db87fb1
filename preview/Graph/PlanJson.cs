using System.Text.Json;

namespace Infra.Preview.Graph;

/// <summary>
/// The plan as JSON, format `infra.plan/1` (docs/plan-format.md). Equal graphs give equal bytes. Written and read by hand:
/// a reflecting serializer costs a cold process more than the whole rest of the preview.
/// </summary>
public static class PlanJson
{
    /// <summary>The format's name and version, the first field of every plan.</summary>
    public const string Format = "infra.plan/1";

    /// <summary>Limits of a file: chart values and custom resources may be deep.</summary>
    internal static readonly JsonDocumentOptions Limits = new() { MaxDepth = 256 };

    /// <summary>The plan as UTF-8 JSON, indented by two, ending in a line feed.</summary>
    public static byte[] Write(PlanGraph graph) => JsonOutput.Write(writer => WriteGraph(writer, graph));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no JSON, another format, or lacks a field; the message says which.</exception>
    public static PlanGraph Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Limits);
            return ReadGraph(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException("not a plan: " + e.Message, e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new FormatException("not a plan: " + e.Message, e);
        }
    }

    private static void WriteGraph(Utf8JsonWriter writer, PlanGraph graph)
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        JsonOutput.WriteHeader(writer, graph.Header);
        writer.WriteStartArray("resources");
        foreach (var resource in graph.Resources)
        {
            WriteResource(writer, resource);
        }
        writer.WriteEndArray();
        writer.WritePropertyName("outputs");
        JsonOutput.WriteValue(writer, graph.Outputs);
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, PlanResource resource)
    {
        writer.WriteStartObject();
        writer.WriteString("urn", resource.Urn);
        writer.WriteString("type", resource.Type);
        writer.WriteString("name", resource.Name);
        writer.WriteString("parent", resource.Parent);
        writer.WriteString("provider", resource.Provider);
        JsonOutput.WriteStrings(writer, "dependsOn", resource.DependsOn);
        writer.WriteBoolean("protect", resource.Protect);
        writer.WriteBoolean("retainOnDelete", resource.RetainOnDelete);
        JsonOutput.WriteStrings(writer, "ignoreChanges", resource.IgnoreChanges);
        JsonOutput.WriteStrings(writer, "replaceOnChanges", resource.ReplaceOnChanges);
        if (resource.DeleteBeforeReplace is { } deleteFirst)
        {
            writer.WriteBoolean("deleteBeforeReplace", deleteFirst);
        }
        else
        {
            writer.WriteNull("deleteBeforeReplace");
        }
        writer.WriteString("deletedWith", resource.DeletedWith);
        JsonOutput.WriteStrings(writer, "aliases", resource.Aliases);
        writer.WritePropertyName("inputs");
        JsonOutput.WriteValue(writer, resource.Inputs);
        JsonOutput.WriteStrings(writer, "secretInputs", resource.SecretInputs);
        writer.WriteStartObject("propertyDependencies");
        foreach (var input in SortedKeys(resource.PropertyDependencies))
        {
            JsonOutput.WriteStrings(writer, input, resource.PropertyDependencies[input]);
        }
        writer.WriteEndObject();
        writer.WriteStartObject("secretDigests");
        foreach (var path in SortedKeys(resource.SecretDigests))
        {
            writer.WriteString(path, resource.SecretDigests[path]);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string[] SortedKeys<T>(IReadOnlyDictionary<string, T> map)
        where T : class
    {
        string[] keys = [.. map.Keys];
        Array.Sort(keys, StringComparer.Ordinal);
        return keys;
    }

    private static PlanGraph ReadGraph(JsonElement root)
    {
        var format = Field(root, "format").GetString();
        if (format != Format)
        {
            throw new FormatException("not a plan of format " + Format + ": the field \"format\" is \"" + format + "\"");
        }
        var header = new PlanHeader(Text(root, "stack"), Text(root, "system"), Text(root, "environment"), Optional(root, "phase"));
        var array = Field(root, "resources");
        var resources = new PlanResource[array.GetArrayLength()];
        var count = 0;
        foreach (var element in array.EnumerateArray())
        {
            resources[count++] = ReadResource(element);
        }
        return new(header, resources, ReadValue(Field(root, "outputs")));
    }

    private static PlanResource ReadResource(JsonElement element)
    {
        var deleteFirst = Field(element, "deleteBeforeReplace");
        return new()
        {
            Urn = Text(element, "urn"),
            Type = Text(element, "type"),
            Name = Text(element, "name"),
            Parent = Optional(element, "parent"),
            Provider = Optional(element, "provider"),
            DependsOn = Strings(element, "dependsOn"),
            Protect = Field(element, "protect").GetBoolean(),
            RetainOnDelete = Field(element, "retainOnDelete").GetBoolean(),
            IgnoreChanges = Strings(element, "ignoreChanges"),
            ReplaceOnChanges = Strings(element, "replaceOnChanges"),
            DeleteBeforeReplace = deleteFirst.ValueKind == JsonValueKind.Null ? null : deleteFirst.GetBoolean(),
            DeletedWith = Optional(element, "deletedWith"),
            Aliases = Strings(element, "aliases"),
            Inputs = ReadValue(Field(element, "inputs")),
            SecretInputs = Strings(element, "secretInputs"),
            PropertyDependencies = Map<IReadOnlyList<string>>(element, "propertyDependencies", Strings),
            SecretDigests = Map(element, "secretDigests", Text),
        };
    }

    /// <summary>A field that plans of earlier versions do not have.</summary>
    private static Dictionary<string, T> Map<T>(JsonElement element, string name, Func<JsonElement, string, T> read)
        where T : class
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        if (element.TryGetProperty(name, out var field))
        {
            foreach (var member in field.EnumerateObject())
            {
                map[member.Name] = read(field, member.Name);
            }
        }
        return map;
    }

    private static JsonElement Field(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value
            : throw new FormatException("not a plan: the field \"" + name + "\" is missing");

    private static string Text(JsonElement element, string name) =>
        Optional(element, name) ?? throw new FormatException("not a plan: the field \"" + name + "\" is null");

    private static string? Optional(JsonElement element, string name)
    {
        var value = Field(element, name);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => throw new FormatException("not a plan: the field \"" + name + "\" is no text"),
        };
    }

    private static string[] Strings(JsonElement element, string name)
    {
        var array = Field(element, name);
        var values = new string[array.GetArrayLength()];
        var count = 0;
        foreach (var item in array.EnumerateArray())
        {
            values[count++] = item.GetString() ?? throw new FormatException("not a plan: the field \"" + name + "\" holds a null");
        }
        return values;
    }

    private static PlanValue ReadValue(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString() switch
                {
                    PlanValue.SecretText => PlanValue.Secret,
                    PlanValue.UnknownText => PlanValue.Unknown,
                    var text => PlanValue.OfText(text!),
                };
            case JsonValueKind.Number:
                return PlanValue.OfNumber(element.GetDouble());
            case JsonValueKind.True:
            case JsonValueKind.False:
                return PlanValue.OfTruth(element.GetBoolean());
            case JsonValueKind.Array:
                var items = new PlanValue[element.GetArrayLength()];
                var count = 0;
                foreach (var item in element.EnumerateArray())
                {
                    items[count++] = ReadValue(item);
                }
                return PlanValue.OfList(items);
            case JsonValueKind.Object:
                var keys = new List<string>();
                var values = new List<PlanValue>();
                foreach (var member in element.EnumerateObject())
                {
                    keys.Add(member.Name);
                    values.Add(ReadValue(member.Value));
                }
                return PlanValue.OfMap([.. keys], [.. values]);
            default:
                return PlanValue.None;
        }
    }
}
