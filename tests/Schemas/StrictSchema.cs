using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>
/// Kubernetes' OpenAPI as a strict JSON schema: an undescribed field is an error, as with the API server's strict field validation. CEL
/// rules (<c>x-kubernetes-validations</c>) are left out, because only an API server evaluates them.
/// </summary>
internal static class StrictSchema
{
    /// <summary>Syntax of a quantity (apimachinery's <c>resource.Quantity</c>).</summary>
    public const string QuantityPattern = @"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(([KMGTPE]i)|[numkMGTPE]|([eE][+-]?[0-9]+))?$";

    private static readonly string[] Kept =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems",
        "uniqueItems", "minProperties", "maxProperties", "required", "x-kubernetes-list-type", "x-kubernetes-list-map-keys",
    ];

    /// <summary>
    /// Formats that the API server enforces in custom resources and the library knows; it ignores the others, as the server does.
    /// </summary>
    private static readonly string[] Formats = ["date-time", "date", "email", "hostname", "ipv4", "ipv6", "uri"];

    /// <summary>Base64 as Go decodes it, with line feeds anywhere.</summary>
    private const string Base64 =
        @"\A(?:[\r\n]*[A-Za-z0-9+/][\r\n]*[A-Za-z0-9+/][\r\n]*[A-Za-z0-9+/][\r\n]*[A-Za-z0-9+/])*" +
        @"(?:[\r\n]*[A-Za-z0-9+/][\r\n]*[A-Za-z0-9+/][\r\n]*(?:=[\r\n]*|[A-Za-z0-9+/][\r\n]*)=)?[\r\n]*\z";

    /// <summary>Schema of a built-in type, by its full name in the API document.</summary>
    public static JObject BuiltIn(string name, JObject source)
    {
        if (name.EndsWith(".resource.Quantity", StringComparison.Ordinal))
        {
            return new() { ["type"] = new JArray("string", "number"), ["pattern"] = QuantityPattern };
        }

        if (name.EndsWith(".intstr.IntOrString", StringComparison.Ordinal))
        {
            return new() { ["type"] = new JArray("integer", "string") };
        }

        var schema = Node(source, isCustom: false, isBranch: false);
        // JSON references in definitions: the server refuses them, and JSON Schema uses their name.
        (schema["properties"] as JObject)?.Remove("$ref");
        foreach (var (field, words) in Enums.Of(name[(name.LastIndexOf('.') + 1)..]))
        {
            if (schema["properties"]?[field] is JObject property)
            {
                (property["items"] as JObject ?? property)["enum"] = new JArray(words);
            }
        }

        return schema;
    }

    /// <summary>Schema of a custom resource, with the metadata of every object.</summary>
    public static JObject Custom(JObject source, string objectMeta)
    {
        var schema = Node(source, isCustom: true, isBranch: false);
        if (schema["properties"] is not JObject properties)
        {
            // A definition without fields preserves all of them: only the metadata can be checked.
            schema = new() { ["type"] = "object", ["properties"] = properties = [] };
        }

        properties["apiVersion"] = new JObject { ["type"] = "string" };
        properties["kind"] = new JObject { ["type"] = "string" };
        properties["metadata"] = new JObject { ["$ref"] = objectMeta };
        schema["required"] = new JArray((schema["required"] as JArray ?? []).Append("metadata").Distinct());
        return schema;
    }

    private static JObject Node(JObject source, bool isCustom, bool isBranch)
    {
        if (source["$ref"] is JValue reference)
        {
            return new() { ["$ref"] = reference };
        }

        var schema = new JObject();
        foreach (var key in Kept)
        {
            if (source[key] is { } value)
            {
                schema[key] = value.DeepClone();
            }
        }

        AddLeaf(schema, source);
        foreach (var key in (string[])["allOf", "anyOf", "oneOf"])
        {
            if (source[key] is JArray branches && !IsIntOrString(source, key))
            {
                schema[key] = new JArray(branches.Cast<JObject>().Select(branch => Node(branch, isCustom, isBranch: true)));
            }
        }

        if (source["not"] is JObject not)
        {
            schema["not"] = Node(not, isCustom, isBranch: true);
        }

        if (source["items"] is JObject items)
        {
            schema["items"] = Node(items, isCustom, isBranch);
        }

        AddFields(schema, source, isCustom, isBranch);
        return schema;
    }

    private static void AddFields(JObject schema, JObject source, bool isCustom, bool isBranch)
    {
        var preserves = source.IsTrue("x-kubernetes-preserve-unknown-fields");
        var properties = source["properties"] as JObject;
        if (properties is not null)
        {
            schema["properties"] = new JObject(
                properties.Properties().Select(entry => new JProperty(entry.Name, Node((JObject)entry.Value, isCustom, isBranch))));
        }

        if (source["additionalProperties"] is { } additional)
        {
            schema["additionalProperties"] = additional is JObject map ? Node(map, isCustom, isBranch) : additional.DeepClone();
        }
        else if (!isBranch && !preserves && (properties is not null || (isCustom && source.Text("type") == "object")))
        {
            schema["additionalProperties"] = false;
        }

        if (source.IsTrue("x-kubernetes-embedded-resource") && schema["properties"] is JObject embedded)
        {
            embedded["apiVersion"] = embedded["kind"] = new JObject { ["type"] = "string" };
            embedded["metadata"] = new JObject { ["type"] = "object" };
        }
    }

    private static void AddLeaf(JObject schema, JObject source)
    {
        var nullable = source.IsTrue("nullable");
        if (source.IsTrue("x-kubernetes-int-or-string") || source.Text("format") == "int-or-string")
        {
            schema["type"] = nullable ? new JArray("integer", "string", "null") : new JArray("integer", "string");
        }
        else if (source.Text("type") is { } type)
        {
            schema["type"] = nullable ? new JArray(type, "null") : new JValue(type);
        }

        if (source["enum"] is JArray words)
        {
            schema["enum"] = nullable ? new JArray(words.Append(JValue.CreateNull())) : words.DeepClone();
        }

        if (source.Text("pattern") is { } pattern)
        {
            // In the server $ is the end of the text; in .NET a line feed may follow.
            schema["pattern"] = pattern.EndsWith('$') && !pattern.EndsWith(
                "\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern;
        }

        switch (source.Text("format"))
        {
            case "int32":
                schema["minimum"] ??= int.MinValue;
                schema["maximum"] ??= int.MaxValue;
                break;
            case "byte":
                schema["pattern"] ??= Base64;
                break;
            case { } format when Formats.Contains(format):
                schema["format"] = format;
                break;
        }
    }

    // Implied by x-kubernetes-int-or-string.
    private static bool IsIntOrString(JObject source, string key) => key == "anyOf" && source.IsTrue("x-kubernetes-int-or-string");
}
