using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>
/// Lists that are sets or maps (<c>x-kubernetes-list-type</c>): no duplicate item or key. JSON Schema cannot express the second.
/// </summary>
internal sealed class ListTypes(JObject root)
{
    /// <summary>Adds every duplicate item.</summary>
    public void Check(JToken value, Findings findings) => Walk(value, root, "", findings);

    private void Walk(JToken value, JObject schema, string path, Findings findings)
    {
        while (schema.Text("$ref") is { } reference)
        {
            schema = (JObject)root["definitions"]![reference["#/definitions/".Length..]]!;
        }

        switch (value)
        {
            case JArray list:
                CheckList(list, schema, path, findings);
                if (schema["items"] is JObject items)
                {
                    for (var i = 0; i < list.Count; i++)
                    {
                        Walk(list[i], items, $"{path}[{i}]", findings);
                    }
                }

                break;
            case JObject map:
                foreach (var entry in map.Properties())
                {
                    if ((schema["properties"]?[entry.Name] ?? schema["additionalProperties"]) is JObject field)
                    {
                        Walk(entry.Value, field, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}", findings);
                    }
                }

                break;
        }
    }

    private static void CheckList(JArray list, JObject schema, string path, Findings findings)
    {
        var keys = schema["x-kubernetes-list-map-keys"]?.Values<string>().ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var identity = schema.Text("x-kubernetes-list-type") switch
            {
                "set" when !list[i].IsStandIn() => list[i].ToString(Newtonsoft.Json.Formatting.None),
                "map" when list[i] is JObject item && !keys!.Any(key => item[key!].IsStandIn()) =>
                    string.Join(", ", keys!.Select(key => $"{key} {Key(item, key!)}")),
                _ => null,
            };
            findings.Unless(identity is null || seen.Add(identity), $"{path}[{i}]", $"{identity} stands in the list twice");
        }
    }

    // The only key of Kubernetes' lists that has a default.
    private static string Key(JObject item, string key) => item[key]?.ToString() ?? (key == "protocol" ? "TCP" : "");
}
