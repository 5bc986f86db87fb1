using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Charts' schemas are of later drafts than the library knows; the few words in which they differ are put in the older way.</summary>
internal static class ChartSchema
{
    /// <summary>A schema as the library reads it.</summary>
    public static JObject Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text.Replace("#/$defs/", "#/definitions/", StringComparison.Ordinal))) { DateParseHandling = DateParseHandling.None };
        var schema = JObject.Load(reader);
        schema.Remove("$schema");
        schema.Remove("$id");
        if (schema["$defs"] is JObject definitions)
        {
            schema.Remove("$defs");
            schema["definitions"] = definitions;
        }

        foreach (var constant in schema.Descendants().OfType<JProperty>().Where(property => property.Name == "const" && property.Value is JValue).ToArray())
        {
            constant.Replace(new JProperty("enum", new JArray(constant.Value)));
        }

        return schema;
    }
}
