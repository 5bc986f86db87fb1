using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Model.Loading;

namespace Infra.Model.Documentation;

/// <summary>
/// The JSON Schema of the files, for editors: keys, types, words, rules of single values and descriptions. Files hold only differences,
/// so it demands nothing but names; the loader reports what is missing.
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
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

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
        return $"{schema.ToJsonString(Layout)}\n";
    }

    private static void Collect(Type type, SortedDictionary<string, Type> records)
    {
        if (records.TryAdd(type.Name, type))
        {
            foreach (var reached in SettingType.Settings(type).Select(SettingType.RecordOf).OfType<Type>())
            {
                Collect(reached, records);
            }
        }
    }

    private JsonObject Record(Type type, bool named)
    {
        var properties = new JsonObject();
        foreach (var setting in SettingType.Settings(type))
        {
            properties.Add(setting.Key, Described(setting));
        }

        var record = new JsonObject { ["description"] = docs.Of(type), ["type"] = "object", ["additionalProperties"] = false };
        if (named)
        {
            properties.Add(
                "remove",
                new JsonObject
                {
                    ["const"] = true,
                    ["description"] = "Takes the entry of this name away; nothing else may stand beside it.",
                });
            record.Add("required", new JsonArray("name"));
        }

        record.Add("properties", properties);
        return record;
    }

    // A setting may always be null, to go back to its default, and a list may be replaced as a whole.
    private JsonObject Described(Setting setting)
    {
        var described = new JsonObject { ["description"] = docs.Of(setting.Property) };
        var value = Value(setting);
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

    private static JsonObject Value(Setting setting)
    {
        if (setting.IsMap)
        {
            return Map(setting);
        }

        if (!setting.IsList)
        {
            return Item(setting);
        }

        var list = new JsonObject { ["type"] = "array", ["items"] = Item(setting) };
        if (setting.Constraints.Any(rule => !rule.HoldsForCount(0)))
        {
            list.Add("minItems", 1);
        }

        if (setting.IsListOfRecords)
        {
            list.Add("maxItems", Setting.MostEntries);
        }

        return list;
    }

    private static JsonObject Map(Setting setting)
    {
        var values = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        var map = new JsonObject { ["type"] = "object", ["additionalProperties"] = values };
        foreach (var rule in setting.Constraints)
        {
            if (rule.Pattern is { } pattern)
            {
                values.Add("pattern", pattern);
            }

            if (rule.KeyPattern is { } keys)
            {
                map.Add("propertyNames", new JsonObject { ["pattern"] = keys });
            }
        }

        return map;
    }

    private static JsonObject Item(Setting setting)
    {
        if (SettingType.RecordOf(setting) is { } record)
        {
            return new JsonObject { ["$ref"] = $"#/definitions/{record.Name}" };
        }

        if (setting.Form is not { } form)
        {
            return new JsonObject { ["$ref"] = SystemFile };
        }

        if (setting.ItemType.IsEnum)
        {
            return Words(Enum.GetNames(setting.ItemType).Select(name => ValueForm.Word(setting.ItemType, name)));
        }

        var value = new JsonObject
        {
            ["type"] = form.JsonTypes.Length == 1
                ? form.JsonTypes[0]
                : new JsonArray([.. form.JsonTypes.Select(type => (JsonNode)type)]),
        };
        if (form.Pattern is { } pattern)
        {
            value.Add("pattern", pattern);
        }

        foreach (var rule in setting.Constraints)
        {
            switch (rule)
            {
                case OneOfAttribute words:
                    return Words(words.Words);
                case RangeAttribute range:
                    value.Add("minimum", range.Minimum);
                    if (range.Maximum < int.MaxValue)
                    {
                        value.Add("maximum", range.Maximum);
                    }

                    break;
                case TextConstraintAttribute { MaxLength: < int.MaxValue } text:
                    value.Add("pattern", text.Pattern);
                    value.Add("maxLength", text.MaxLength);
                    break;
                case { Pattern: { } written }:
                    value.Add("pattern", written);
                    break;
                default:
                    break;
            }
        }

        return value;
    }

    private static JsonObject Words(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
}
