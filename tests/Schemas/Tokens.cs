using Infra.Preview.Graph;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>Values of a plan as JSON, and short ways to read them.</summary>
internal static class Tokens
{
    private const double Exact = 9e15;

    /// <summary>A planned value as JSON; its stand-ins stay texts, see <see cref="IsStandIn"/>.</summary>
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
    /// Whether a text stands for one that the plan does not show: a secret, which is some text, or what only the clouds can say,
    /// which is anything.
    /// </summary>
    public static bool IsStandIn(this JToken? token) => IsSecret(token) || IsUnknown(token);

    /// <summary>Whether this stands for a secret text.</summary>
    public static bool IsSecret(this JToken? token) => token is JValue { Type: JTokenType.String, Value: PlanValue.SecretText };

    /// <summary>Whether this stands for a value that only the clouds can say.</summary>
    public static bool IsUnknown(this JToken? token) => token is JValue { Type: JTokenType.String, Value: PlanValue.UnknownText };

    /// <summary>The text under a path of keys; null where there is none or it is not shown.</summary>
    public static string? Text(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JValue { Type: JTokenType.String } value && !value.IsStandIn() ? (string?)value.Value : null;

    /// <summary>The whole number under a path of keys; null where there is none.</summary>
    public static long? Whole(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JValue { Type: JTokenType.Integer } value ? (long)value : null;

    /// <summary>Whether the truth under a path of keys is there and true.</summary>
    public static bool IsTrue(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JValue { Type: JTokenType.Boolean, Value: true };

    /// <summary>The value under a path of keys; null where the path leaves the value, and for a null.</summary>
    public static JToken? At(this JToken? token, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            token = (token as JObject)?[key];
        }

        return token is { Type: JTokenType.Null } ? null : token;
    }

    /// <summary>The maps in the list under a path of keys, each with its place.</summary>
    public static IEnumerable<(JObject Item, int Index)> Maps(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JArray list ? list.Select(
            (item, i) => (item as JObject, i)).Where(found => found.Item1 is not null).Select(found => (found.Item1!, found.i)) : [];

    /// <summary>The texts in the list under a path of keys.</summary>
    public static IEnumerable<string> Texts(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JArray list ? list.Select(item => item.Text()).OfType<string>() : [];

    /// <summary>The entries of the map under a path of keys.</summary>
    public static IEnumerable<JProperty> Entries(this JToken? token, params ReadOnlySpan<string> path) =>
        token.At(path) is JObject map ? map.Properties() : [];

    /// <summary>Whether there is something under a key.</summary>
    public static bool Has(this JToken? token, string key) => token.At(key) is not null;
}
