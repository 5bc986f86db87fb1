using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Model.Loading;

namespace Infra.Model.Documentation;

/// <summary>
/// The JSON Schema of the files, for editors: keys, types, words and descriptions. It knows the ways of folding (an
/// environment's file holds only differences), so it demands nothing but names; what is missing is the loader's to say.
/// </summary>
/// <param name="docs">The descriptions.</param>
public sealed class JsonSchema(SettingDocs docs)
{
    /// <summary>The folder of the schemas, from the project's root.</summary>
    public const string Folder = "stacks/schema";

    /// <summary>The schema of <c>system.yaml</c>, <c>env.*.yaml</c> and <c>infra:overrides</c>.</summary>
    public const string SystemFile = "system.json";

    /// <summary>The schema of <c>migration.yaml</c>.</summary>
    public const string MigrationFile = "migration.json";

    private const string Draft = "http://json-schema.org/draft-07/schema#";
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of a record as a file's whole content.</summary>
    /// <param name="root">The record.</param>
    /// <param name="title">The schema's title.</param>
    public string Of(Type root, string title)
    {
        var records = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        Collect(root, records);
        records.Remove(root.Name);
        var definitions = new JsonObject();
        foreach (var (name, type) in records)
        {
            definitions.Add(name, Record(type, typeof(INamed).IsAssignableFrom(type)));
        }

        var schema = new JsonObject { ["$schema"] = Draft, ["title"] = title };
        foreach (var (key, value) in Record(root, named: false).ToList())
        {
            schema.Add(key, value?.DeepClone());
        }

        schema.Add("definitions", definitions);
        return schema.ToJsonString(s_options) + "\n";
    }

    private static void Collect(Type type, SortedDictionary<string, Type> records)
    {
        if (records.TryAdd(type.Name, type))
        {
            foreach (var reached in SettingType.Settings(type).Select(property => SettingType.RecordOf(property.PropertyType)).OfType<Type>())
            {
                Collect(reached, records);
            }
        }
    }

    private JsonObject Record(Type type, bool named)
    {
        var properties = new JsonObject();
        foreach (var property in SettingType.Settings(type))
        {
            properties.Add(SpecBinder.Key(property.Name), Setting(property));
        }

        var record = new JsonObject { ["description"] = docs.Of(type), ["type"] = "object", ["additionalProperties"] = false };
        if (named)
        {
            properties.Add("remove", new JsonObject { ["const"] = true, ["description"] = "Takes the entry of this name away; nothing else may stand beside it." });
            record.Add("required", new JsonArray("name"));
        }

        record.Add("properties", properties);
        return record;
    }

    // A setting may always be null, to go back to its default, and a list may be replaced as a whole.
    private JsonObject Setting(PropertyInfo property)
    {
        var described = new JsonObject { ["description"] = docs.Of(property) };
        var value = Value(property.PropertyType);
        if (value["type"] is JsonValue single && single.GetValue<string>() != "array")
        {
            value["type"] = new JsonArray(single.GetValue<string>(), "null");
        }
        else if (value["type"] is JsonArray several)
        {
            several.Add("null");
        }
        else if (value["enum"] is JsonArray words)
        {
            words.Add(null);
        }
        else
        {
            described.Add("anyOf", Alternatives(value));
            return described;
        }

        foreach (var (key, part) in value)
        {
            described.Add(key, part?.DeepClone());
        }

        return described;
    }

    private static JsonArray Alternatives(JsonObject value)
    {
        var alternatives = new JsonArray(value);
        if (value.ContainsKey("items"))
        {
            alternatives.Add(new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("replace"),
                ["properties"] = new JsonObject { ["replace"] = value.DeepClone() },
            });
        }

        alternatives.Add(new JsonObject { ["type"] = "null" });
        return alternatives;
    }

    private static JsonObject Value(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (SettingType.ItemOf(type) is { } item)
        {
            return new JsonObject { ["type"] = "array", ["items"] = Value(item) };
        }

        return type switch
        {
            _ when SettingType.RecordOf(type) is not null => Reference(type.Name),
            _ when type == typeof(YamlFragment) => new JsonObject { ["$ref"] = SystemFile },
            _ when SettingType.IsMap(type) => new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } },
            { IsEnum: true } => new JsonObject { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)SpecBinder.Word(type, name))]) },
            _ => Single(type),
        };
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private static JsonObject Single(Type type) => type switch
    {
        _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(int) => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(decimal) => new JsonObject { ["type"] = "number" },
        _ when type == typeof(Quantity) => new JsonObject { ["type"] = new JsonArray("string", "number"), ["pattern"] = "^[0-9]+(\\.[0-9]+)?(n|u|m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$" },
        _ when type == typeof(Duration) => new JsonObject { ["type"] = "string", ["pattern"] = "^([0-9]+(ms|s|m|h|d))+$" },
        _ when type == typeof(CronSchedule) => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9*/,-]+( [0-9*/,-]+){4}$" },
        _ when type == typeof(Cidr) => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-fA-F.:]+/[0-9]+$" },
        _ when type == typeof(Ipv4) => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+(\\.[0-9]+){3}$" },
        _ when type == typeof(DatabaseReference) => new JsonObject { ["type"] = "string", ["pattern"] = $"^[^/]+/[^/]+/({string.Join('|', DatabaseReference.Properties)})$" },
        _ => new JsonObject { ["type"] = "string" },
    };
}
