using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Tests.Lab.Migration.Gates;

/// <summary>
/// The part of kubectl's JSONPath that the scripts use: fields, elements, filters by equality, ranges and texts between quotation marks.
/// </summary>
internal static partial class JsonPath
{
    /// <summary>The output of a template for an object.</summary>
    public static string Print(string template, JsonNode root)
    {
        var output = new StringBuilder();
        Print(Parts().Matches(template).Select(static part => part.Value).ToArray(), root, output);
        return output.ToString();
    }

    private static void Print(string[] parts, JsonNode root, StringBuilder output)
    {
        for (var at = 0; at < parts.Length; at++)
        {
            var part = parts[at];
            if (part.StartsWith("{range ", StringComparison.Ordinal))
            {
                var end = Array.IndexOf(parts, "{end}", at);
                foreach (var item in Find(part[7..^1], root))
                {
                    Print(parts[(at + 1)..end], item, output);
                }

                at = end;
            }
            else if (part.StartsWith("{\"", StringComparison.Ordinal))
            {
                output.Append(Regex.Unescape(part[2..^2]));
            }
            else if (part[0] == '{')
            {
                output.AppendJoin(' ', Find(part[1..^1], root).Select(Text));
            }
            else
            {
                output.Append(part);
            }
        }
    }

    private static string Text(JsonNode node) =>
        node is JsonValue ? node.ToString() is "true" or "false" ? node.ToString() : node.ToString() : node.ToJsonString();

    private static List<JsonNode> Find(string path, JsonNode root)
    {
        List<JsonNode> found = [root];
        foreach (Match step in Steps().Matches(path))
        {
            found =
            [
                .. found.SelectMany(node => step switch
                {
                    { Groups: [_, { Success: true, Value: var field }, ..] } =>
                        node is JsonObject map && map[field.Replace("\\.", ".", StringComparison.Ordinal)] is { } value ? [value] : [],
                    { Groups: [_, _, { Success: true, Value: var filter }, { Value: var wanted }] } =>
                        node is JsonArray list ? list.Where(item => Find(filter, item!) is [var only] && Text(only) == wanted) : [],
                    _ => node is JsonArray all ? all : (IEnumerable<JsonNode?>)[],
                }).OfType<JsonNode>(),
            ];
        }

        return found;
    }

    [GeneratedRegex("""\{"(?:[^"])*"\}|\{[^}]*\}|[^{]+""")]
    private static partial Regex Parts();

    [GeneratedRegex("""\.((?:[^.\[\\]|\\\.)+)|\[\?\(@(\.[^=]+)=="([^"]*)"\)\]|\[\*\]""")]
    private static partial Regex Steps();
}
