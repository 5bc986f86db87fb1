using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Field of a kind in its official schema.</summary>
/// <param name="Type">Type token of the kind.</param>
/// <param name="Path">Path as segments; `#0` stands for an item of a list, `*` for a key of a map.</param>
/// <param name="Schema">Schema of the field.</param>
internal sealed record SchemaField(string Type, IReadOnlyList<string> Path, JObject Schema);

/// <summary>Fields of kinds in their official schemas, without the status and without fields that contain themselves.</summary>
internal static class SchemaFields
{
    private const string Definition = "#/definitions/";

    /// <summary>Fields of every built-in kind.</summary>
    public static IEnumerable<SchemaField> BuiltIn()
    {
        var folder = Path.Combine(ReferenceData.Root, "kubernetes", "openapi");
        var file = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Last();
        using var reader = new JsonTextReader(File.OpenText(file)) { DateParseHandling = DateParseHandling.None };
        var definitions = (JObject)JObject.Load(reader)["definitions"]!;
        foreach (var definition in definitions.Properties())
        {
            if (definition.Value["x-kubernetes-group-version-kind"] is not JArray { Count: 1 } kinds
                || definition.Name.EndsWith("List", StringComparison.Ordinal))
            {
                continue;
            }

            var group = kinds[0].Text("group") is { Length: > 0 } named ? named : "core";
            var type = $"kubernetes:{group}/{kinds[0].Text("version")}:{kinds[0].Text("kind")}";
            foreach (var field in Of(type, [], (JObject)definition.Value, definitions, [definition.Name]))
            {
                yield return field;
            }
        }
    }

    /// <summary>Fields of a custom resource, in every version of its definition.</summary>
    /// <param name="type">Type token, as `kubernetes:cert-manager.io/v1:Certificate`.</param>
    public static IEnumerable<SchemaField> Custom(string type)
    {
        var parts = type.Split(':', '/');
        return CrdCatalog.For(parts[1], parts[3], InstalledVersions.None)
            .SelectMany(file => file.Spec.Maps("versions"))
            .Where(version => version.Item.Text("name") == parts[2])
            .SelectMany(version => Of(type, [], (JObject)version.Item.At("schema", "openAPIV3Schema")!, [], []));
    }

    private static IEnumerable<SchemaField> Of(
        string type, IReadOnlyList<string> path, JObject schema, JObject definitions, IReadOnlyList<string> within)
    {
        if (path is ["status"] or ["metadata", "managedFields"])
        {
            yield break;
        }

        if (schema.Text("$ref") is { } reference)
        {
            var name = reference[Definition.Length..];
            var target = (JObject)definitions[name]!;
            if (within.Contains(name))
            {
                yield break;
            }

            // A leaf, such as a quantity, is known by the name of its type.
            yield return new(type, path, target["properties"] is null ? schema : target);
            foreach (var field in Inner(type, path, target, definitions, [.. within, name]))
            {
                yield return field;
            }

            yield break;
        }

        yield return new(type, path, schema);
        foreach (var field in Inner(type, path, schema, definitions, within))
        {
            yield return field;
        }
    }

    private static IEnumerable<SchemaField> Inner(
        string type, IReadOnlyList<string> path, JObject schema, JObject definitions, IReadOnlyList<string> within) =>
        schema.Entries("properties").Select(entry => (Segment: entry.Name, Schema: (JToken?)entry.Value))
            .Append((Segment: "#0", Schema: schema["items"]))
            .Append((Segment: "*", Schema: schema["additionalProperties"]))
            .Where(entry => entry.Schema is JObject)
            .SelectMany(entry => Of(type, [.. path, entry.Segment], (JObject)entry.Schema!, definitions, within));
}
