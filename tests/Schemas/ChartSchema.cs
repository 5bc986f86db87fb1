using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>
/// Schemas of charts, rewritten to the older draft that the library supports.
/// </summary>
internal static class ChartSchema
{
    /// <summary>Reads a schema in the form that the library supports, with its references below <c>definitions</c>.</summary>
    public static JObject Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        var schema = JObject.Load(reader);
        var targets = new Dictionary<string, JToken>(StringComparer.Ordinal);
        foreach (var reference in References(schema).ToArray())
        {
            var path = ((string)reference.Value!)["#/".Length..];
            var name = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('/', '.');
            targets[name] = path.Split('/').Aggregate(
                (JToken)schema,
                (at, step) => at[step] ?? throw new FormatException($"the schema refers to {path}, which it does not have"));
            reference.Value = $"#/definitions/{name}";
        }

        foreach (var key in (string[])["$schema", "$id", "$defs", "definitions"])
        {
            schema.Remove(key);
        }

        schema["definitions"] = new JObject(targets.Select(target => new JProperty(target.Key, target.Value)));
        var constants = schema.Descendants().OfType<JProperty>().Where(property => property.Name == "const" && property.Value is JValue);
        foreach (var constant in constants.ToArray())
        {
            constant.Replace(new JProperty("enum", new JArray(constant.Value)));
        }

        return schema;
    }

    private static IEnumerable<JProperty> References(JObject schema) =>
        schema.Descendants().OfType<JProperty>().Where(property => property.Name == "$ref" && property.Value.Type == JTokenType.String);
}
