using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Schema of the objects of one kind and version.</summary>
internal sealed class KindSchema
{
    private readonly SchemaCheck _schema;
    private readonly ListTypes _lists;
    private readonly bool _isDeprecated;

    private KindSchema(SchemaCheck schema, ListTypes lists, bool isNamespaced, bool isCustom, bool isDeprecated)
    {
        _isDeprecated = isDeprecated;
        _schema = schema;
        _lists = lists;
        IsNamespaced = isNamespaced;
        IsCustom = isCustom;
    }

    /// <summary>Whether its objects live in namespaces.</summary>
    public bool IsNamespaced { get; }

    /// <summary>Whether it is a custom resource's.</summary>
    public bool IsCustom { get; }

    /// <summary>Reads a strict schema (<see cref="StrictSchema"/>) with its definitions.</summary>
    public static async Task<KindSchema> ReadAsync(JObject schema, bool isNamespaced, bool isCustom, bool isDeprecated = false) =>
        new(await SchemaCheck.ReadAsync(schema), new(schema), isNamespaced, isCustom, isDeprecated);

    /// <summary>Adds what does not fit.</summary>
    public void Check(JObject thing, Findings findings)
    {
        // The server treats null as an omitted field for built-in kinds; for custom kinds only if the schema allows null.
        var given = IsCustom ? thing : (JObject)WithoutNulls(thing);
        findings.Unless(!_isDeprecated, "apiVersion", "the definition calls this version deprecated");
        _schema.Check(given, findings);
        _lists.Check(given, findings);
    }

    private static JToken WithoutNulls(JToken token) => token switch
    {
        JObject map =>
            new JObject(
                map.Properties().Where(entry => entry.Value.Type != JTokenType.Null)
                    .Select(entry => new JProperty(entry.Name, WithoutNulls(entry.Value)))),
        JArray list => new JArray(list.Select(WithoutNulls)),
        _ => token,
    };
}
