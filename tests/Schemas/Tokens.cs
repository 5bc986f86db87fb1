using Infra.Preview.Graph;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Values of a plan as JSON, with short forms to read them.</summary>
internal static class Tokens
{
    private const double Exact = 9e15;

    /// <summary>Converts a planned value to JSON; stand-ins stay texts, see <see cref="IsStandIn"/>.</summary>
    public static JToken Of(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Text => new JValue(value.Text),
        PlanValueKind.Truth => new JValue(value.IsTrue),
        PlanValueKind.Number when Math.Abs(value.Number) < Exact && value.Number == Math.Truncate(value.Number) =>
            new JValue((long)value.Number),
        PlanValueKind.Number => new JValue(value.Number),
        PlanValueKind.List => new JArray(value.Items.Select(Of)),
        PlanValueKind.Map => new JObject(value.Keys.Select((key, i) => new JProperty(key, Of(value.Items[i])))),
        _ => JValue.CreateNull(),
    };

    /// <summary>
    /// Whether a text stands for a value that the plan does not show: a secret, which is some text, or an unknown value, which may have
    /// any type.
    /// </summary>
    public static bool IsStandIn(this JToken? token) => IsSecret(token) || IsUnknown(token);

    /// <summary>Whether the value stands for a secret text.</summary>
    public static bool IsSecret(this JToken? token) => token is JValue { Type: JTokenType.String, Value: PlanValue.SecretText };

    /// <summary>Whether the value stands for an unknown value.</summary>
    public static bool IsUnknown(this JToken? token) => token is JValue { Type: JTokenType.String, Value: PlanValue.UnknownText };

    /// <summary>Reads the text at a path; null where it is missing or not shown.</summary>
    public static string? Text(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JValue { Type: JTokenType.String } value && !value.IsStandIn() ? (string?)value.Value : null;

    /// <summary>Reads the integer at a path; null where it is missing.</summary>
    public static long? Whole(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JValue { Type: JTokenType.Integer } value ? (long)value : null;

    /// <summary>Whether the boolean at a path is true.</summary>
    public static bool IsTrue(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JValue { Type: JTokenType.Boolean, Value: true };

    /// <summary>Reads the value at a path; null where it is missing or null.</summary>
    public static JToken? At(this JToken? token, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            token = (token as JObject)?[key];
        }

        return token is { Type: JTokenType.Null } ? null : token;
    }

    /// <summary>Lists the maps in the list at a path, each with its index.</summary>
    public static IEnumerable<(JObject Item, int Index)> Maps(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JArray list ? list.Select(
            (item, i) => (item as JObject, i)).Where(found => found.Item1 is not null).Select(found => (found.Item1!, found.i)) : [];

    /// <summary>Lists the texts in the list at a path.</summary>
    public static IEnumerable<string> Texts(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JArray list ? list.Select(item => item.Text()).OfType<string>() : [];

    /// <summary>Lists the entries of the map at a path.</summary>
    public static IEnumerable<JProperty> Entries(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JObject map ? map.Properties() : [];

    /// <summary>Whether a key has a value.</summary>
    public static bool Has(this JToken? token, string key) => token.At(key) is not null;
}
