using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Infra.Tests.Schemas;

/// <summary>
/// A JSON schema, read once. What the plan does not show fits: a secret wherever a text does, an unknown value everywhere.
/// </summary>
internal sealed partial class SchemaCheck
{
    private readonly JsonSchema _schema;

    private SchemaCheck(JsonSchema schema) => _schema = schema;

    /// <summary>Reads a schema.</summary>
    public static async Task<SchemaCheck> ReadAsync(JObject schema) =>
        new(await JsonSchema.FromJsonAsync(schema.ToString(Newtonsoft.Json.Formatting.None)));

    /// <summary>Adds what the schema does not accept.</summary>
    public void Check(JToken value, Findings findings)
    {
        var standIns = new Dictionary<string, bool>(StringComparer.Ordinal);
        Collect(value, "", standIns);
        foreach (var error in _schema.Validate(value))
        {
            foreach (var (path, wrong) in Flat(error, standIns))
            {
                findings.Add(path, wrong);
            }
        }
    }

    private static IEnumerable<(string Path, string Wrong)> Flat(ValidationError error, Dictionary<string, bool> standIns)
    {
        var path = PathOf(error);
        if (standIns.TryGetValue(path, out var isUnknown) && (isUnknown || !IsAboutType(error)))
        {
            return [];
        }

        if (error is MultiTypeValidationError types
            && types.Errors.TryGetValue(JsonObjectType.String, out var asText)
            && asText.All(one => one.Kind != ValidationErrorKind.StringExpected))
        {
            return asText.SelectMany(child => Flat(child, standIns));
        }

        if (error is not ChildSchemaValidationError several)
        {
            return [(path, Words(error))];
        }

        var inner = several.Errors.Select(branch => branch.Value.SelectMany(child => Flat(child, standIns)).ToArray()).ToArray();
        return error.Kind switch
        {
            ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalPropertiesNotValid or ValidationErrorKind.NotAllOf =>
                inner.SelectMany(found => found),
            // One way in which only stand-ins are in the way is one that fits.
            _ when inner.Any(found => found.Length == 0) => [],
            _ =>
                [(path, "fits none of the alternatives "
                    + $"({string.Join("; ", inner.Select(found => string.Join(", ", found.Select(one => $"{one.Path}: {one.Wrong}"))))})")],
        };
    }

    // The library writes keys that hold dots now one way, now the other.
    private static string PathOf(ValidationError error) =>
        BracketedKey().Replace((error.Path ?? "").TrimStart('#', '/'), match => (match.Index == 0 ? "" : ".") + match.Groups[1].Value);

    [GeneratedRegex(@"\['([^']*)'\]")]
    private static partial Regex BracketedKey();

    private static bool IsAboutType(ValidationError error) => error.Kind
        is ValidationErrorKind.IntegerExpected or ValidationErrorKind.NumberExpected or ValidationErrorKind.BooleanExpected
        or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected or ValidationErrorKind.NullExpected;

    private static string Words(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "unknown field",
        ValidationErrorKind.PropertyRequired => "required, but missing",
        ValidationErrorKind.NotInEnumeration => $"is none of {string.Join(", ", error.Schema.Enumeration)}",
        ValidationErrorKind.PatternMismatch => $"does not match {error.Schema.Pattern}",
        ValidationErrorKind.StringExpected => "is no text",
        ValidationErrorKind.IntegerExpected => "is no whole number",
        ValidationErrorKind.NumberExpected => "is no number",
        ValidationErrorKind.BooleanExpected => "is neither true nor false",
        ValidationErrorKind.ObjectExpected => "is no map",
        ValidationErrorKind.ArrayExpected => "is no list",
        ValidationErrorKind.NoTypeValidates => $"is none of the types {error.Schema.Type}",
        _ => error.Kind.ToString(),
    };

    // Keys joined by dots, whatever is in them.
    private static void Collect(JToken value, string path, Dictionary<string, bool> standIns)
    {
        if (value.IsStandIn())
        {
            standIns[path] = value.IsUnknown();
        }

        switch (value)
        {
            case JObject map:
                foreach (var entry in map.Properties())
                {
                    Collect(entry.Value, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}", standIns);
                }

                break;
            case JArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Collect(list[i], $"{path}[{i}]", standIns);
                }

                break;
        }
    }
}
